import { el, icon, iconButton, newId } from './dom.js';
import { FILES_STYLES } from './files-styles.js';
import { fileText } from './files-texts.js';
import { language, t } from './texts.js';

const MOST = 10;
const WIDE = 220;
const HIGH = 200;
const KILO = 1024;

// Lucide (ISC).
const CLIP = 'm16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551';
const SHEET = 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v4a2 2 0 0 0 2 2h4';

/** @param {string} path @param {string} [more] */
function drawn(path, more) {
  const svg = icon('more', more);
  svg.firstElementChild?.setAttribute('d', path);
  return svg;
}

/** As people say it. @param {number} bytes */
function size(bytes) {
  const large = bytes >= KILO * KILO;
  const format = new Intl.NumberFormat(language(), { style: 'unit', unit: large ? 'megabyte' : 'kilobyte', unitDisplay: 'short', maximumFractionDigits: large ? 1 : 0 });
  return format.format(large ? bytes / KILO / KILO : Math.max(1, bytes / KILO));
}

/** A message's files beneath its words (FI-1). @param {import('./chat.js').Chat} app @param {HTMLElement} bubble @param {any[]} files */
function shown(app, bubble, files) {
  const text = /** @type {HTMLElement | null} */ (bubble.querySelector('.text'));
  // Deleted meanwhile, or shown before.
  if (!text || bubble.querySelector('.files')) return;
  text.hidden = !text.textContent;
  text.after(el('div.files', {}, files.map((file) => (file.width ? picture(app, file) : chip(app, file)))));
}

/** Drawn on a canvas: the page's own rules may forbid pictures of ours, and the guest's token goes by a header alone. */
function picture(app, file) {
  const { id, name, width, height, alt } = file;
  const scale = Math.min(1, WIDE / width, HIGH / height);
  const canvas = el('canvas', { width, height, 'aria-hidden': 'true' });
  canvas.style.width = `${Math.max(24, Math.round(width * scale))}px`;
  app.try(async () => {
    const answer = await app.api.open(`/attachments/${id}/thumbnail`);
    const bitmap = await createImageBitmap(await answer.blob());
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    bitmap.close();
  });
  return el('button.picture', { type: 'button', 'aria-label': alt || name, title: alt || name, onclick: () => open(app, file) }, canvas);
}

function chip(app, file) {
  const note = file.type === 'image/heic' ? ` · ${fileText('heic')}` : '';
  return el('button.file', { type: 'button', onclick: () => open(app, file) }, drawn(SHEET), el('span', {}, el('bdi', {}, file.name), el('small', {}, size(file.size), note)));
}

/** By a link of ten minutes (FI-4). What browsers show opens beside this page, which keeps no hold of it; the rest is saved. */
function open(app, { id, type, width }) {
  const shows = width || /^(?:application\/pdf$|audio|video)/.test(type);
  const tab = shows && window.open('about:blank');
  if (tab) tab.opener = null;
  app.try(async () => {
    try {
      const link = await app.api.call('POST', `/attachments/${id}/link`);
      // By the way that this page reaches the server.
      const url = app.shell.base + new URL(link.url).pathname;
      if (tab) tab.location.replace(url);
      else {
        el('a', { href: url, rel: 'noopener', download: '' }).click();
      }
    } catch (error) {
      if (tab) tab.close();
      throw error;
    }
  });
}

/** What is being sent survives another view. @type {Map<string, Tray>} */
const trays = new Map();

/** Once there is a conversation, its composer has a button and what was chosen before. @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk */
function settle(app, talk) {
  let attached = false;
  talk.settled = () => {
    if (!talk.item) return;
    if (app.settings.files && !attached) attach(app, talk);
    attached = true;
    const slug = schedulerOf(app, talk);
    if (!slug) return;
    talk.settled = () => {};
    talk.composer.field.before(iconButton('calendar', t('schedule'), () => app.book({ slug, conversationId: talk.id })));
  };
  talk.settled();
}

/** ME-5: where the host is known, by the way in or by a meeting that was booked. */
function schedulerOf(app, talk) {
  return app.settings.scheduler || talk.thread.messages.find((it) => it.meeting?.scheduler)?.meeting.scheduler;
}

function attach(app, talk) {
  const key = `${app.session.guest?.id} ${talk.id}`;
  if (!trays.has(key)) trays.set(key, new Tray(app, talk.id));
  /** @type {Tray} */ (trays.get(key)).join(talk);
}

/** The files of what is being written (FI-1): they go up while one types. */
class Tray {
  #app;
  #id;
  #key;
  /** @type {import('./composer.js').Composer} */
  #composer;
  #waits = false;
  /** @type {any[]} */
  #pieces = [];
  #list = el('ul.tray', { 'aria-label': fileText('tray'), hidden: true });
  #problem = el('p.error', { role: 'alert', id: newId() });

  /** @param {import('./chat.js').Chat} app @param {string} id */
  constructor(app, id) {
    this.#app = app;
    this.#id = id;
    this.#key = `tray:${id}`;
    for (const card of app.store.get(this.#key) || []) this.#add({ card, name: card.name });
    addEventListener('online', () => this.#pieces.filter((piece) => piece.again).forEach((piece) => this.#send(piece)));
  }

  /** @param {import('./talk.js').Talk} talk */
  join(talk) {
    const { composer } = talk;
    const any = el('input', { type: 'file', multiple: true, hidden: true, 'aria-label': fileText('attach') });
    const button = iconButton('more', fileText('attach'), () => any.click(), '.attach');
    button.replaceChildren(drawn(CLIP));
    any.addEventListener('change', () => {
      this.#take([...any.files]);
      any.value = '';
    });
    composer.field.before(this.#list, this.#problem, button, any);
    composer.field.addEventListener('paste', (event) => this.#paste(event));
    talk.node.addEventListener('dragover', (event) => brings(event) && event.preventDefault());
    talk.node.addEventListener('drop', (event) => {
      if (!brings(event) || composer.node.hidden) return;
      event.preventDefault();
      this.#take([...event.dataTransfer.files]);
    });
    const send = composer.send.bind(composer);
    composer.send = () => {
      const failed = this.#pieces.find((piece) => piece.problem);
      if (failed) return failed.node.querySelector('button').focus();
      this.#waits = this.#pieces.some((piece) => !piece.card);
      if (this.#waits) return undefined;
      composer.files = this.#pieces.map((piece) => piece.card);
      send();
      // What the composer has refused is still in its field, and so are these.
      if (!composer.files) this.#clear();
      return undefined;
    };
    this.#composer = composer;
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const { files, types } = event.clipboardData || { files: [], types: [] };
    if (!files.length || types.includes('text/plain')) return;
    event.preventDefault();
    this.#take([...files]);
  }

  /** @param {File[]} files */
  #take(files) {
    const room = MOST - this.#pieces.length;
    this.#problem.replaceChildren(...(files.length > room ? [fileText('most')] : []));
    for (const file of files.slice(0, Math.max(0, room))) this.#send(this.#add({ file, name: file.name || fileText('pasted') }));
    this.#composer.focus();
  }

  #add(facts) {
    const piece = { file: null, card: null, problem: '', again: false, cancel: () => {}, node: el('li.piece'), ...facts };
    this.#pieces.push(piece);
    this.#list.append(piece.node);
    this.#paint(piece);
    this.#keep();
    return piece;
  }

  async #send(piece) {
    const most = this.#app.settings.fileBytes;
    piece.problem = piece.file.size > most ? fileText('large').replace('{size}', size(most)) : piece.file.size ? '' : fileText('empty');
    piece.again = false;
    if (!piece.problem) {
      const bar = this.#paint(piece);
      try {
        piece.card = await upload(this.#app, this.#id, piece, (share) => (bar.value = share));
      } catch (error) {
        const { status, slug } = error;
        piece.problem = fileText({ 413: 'large', 429: 'today', 507: 'noRoom', 403: 'noFiles', 404: 'noFiles' }[status] || 'lost').replace('{size}', size(most));
        piece.again = !status || (status >= 500 && status !== 507) || (status === 429 && slug !== 'too-many-files');
      }
    }
    if (!this.#pieces.includes(piece)) return piece.card && this.#forget(piece);
    this.#paint(piece);
    this.#keep();
    if (!this.#waits || this.#pieces.some((one) => !one.card && !one.problem)) return undefined;
    this.#waits = false;
    return piece.problem ? undefined : this.#composer.send();
  }

  #paint(piece) {
    const { card, name, problem, file } = piece;
    const bar = el('progress', { max: 1, value: 0, 'aria-label': fileText('sendingFile').replace('{name}', name) });
    const state = problem ? el('small.error', { role: 'alert' }, problem) : card ? el('small', {}, size(card.size)) : bar;
    const again = problem && file?.size && el('button.link', { type: 'button', onclick: () => this.#send(piece) }, t('retry'));
    const describe = card?.width && el('button.link', { type: 'button', onclick: () => this.#describe(piece, describe) }, fileText('describe'));
    const remove = iconButton('close', `${fileText(card || problem ? 'removeFile' : 'cancelFile')}: ${name}`, () => this.#remove(piece), '.sm');
    piece.node.replaceChildren(...[drawn(SHEET), el('span', {}, el('bdi', {}, card?.name || name), state), again, describe, remove].filter(Boolean));
    return bar;
  }

  /** FI-3: what the picture shows, for those who do not see it. */
  #describe(piece, button) {
    const { card } = piece;
    const field = el('input.input', { maxlength: 500, dir: 'auto', 'aria-label': `${fileText('shows')}: ${card.name}`, placeholder: fileText('shows') });
    field.value = card.alt || '';
    field.addEventListener('keydown', (event) => event.key === 'Enter' && !event.isComposing && field.blur());
    field.addEventListener('blur', () =>
      this.#app.try(async () => {
        const alt = field.value.trim() || null;
        if (alt !== card.alt) piece.card = await this.#app.api.call('PATCH', `/attachments/${card.id}`, { alt });
        this.#paint(piece);
        this.#keep();
      }),
    );
    button.replaceWith(field);
    field.focus();
  }

  #remove(piece) {
    this.#pieces = this.#pieces.filter((one) => one !== piece);
    piece.cancel();
    piece.node.remove();
    if (piece.card) this.#forget(piece);
    this.#keep();
    this.#composer.focus();
  }

  #forget({ card }) {
    // One that cannot be taken back now vanishes by itself (FI-8).
    this.#app.try(() => this.#app.api.call('DELETE', `/attachments/${card.id}`));
  }

  #clear() {
    this.#pieces = [];
    this.#list.replaceChildren();
    this.#keep();
  }

  #keep() {
    const cards = this.#pieces.flatMap((piece) => piece.card || []);
    this.#list.hidden = !this.#pieces.length;
    if (cards.length) this.#app.store.set(this.#key, cards);
    else this.#app.store.delete(this.#key);
  }
}

/** @param {DragEvent} event */
const brings = (event) => event.dataTransfer?.types.includes('Files');

/** Not by fetch, which cannot tell how far it is. @param {import('./chat.js').Chat} app */
function upload(app, id, piece, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${app.shell.base}/api/v1/attachments?conversationId=${id}`);
    request.setRequestHeader('Authorization', `Bearer ${app.session.token}`);
    request.upload.addEventListener('progress', (event) => progress(event.loaded / event.total));
    const fail = (slug = '') => reject(Object.assign(new Error('upload'), { status: request.status, slug }));
    request.addEventListener('load', () => {
      try {
        const body = JSON.parse(request.responseText);
        if (request.status === 201) resolve(body);
        else fail(String(body.type).replace(/^.*\//, ''));
      } catch {
        // Not from us but from something between.
        fail();
      }
    });
    for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, () => fail());
    piece.cancel = () => request.abort();
    const form = new FormData();
    form.append('file', piece.file, piece.file.name);
    request.send(form);
  });
}

/** What conversations have once they are shown: files, and what can wait for a moment. */
export const files = { settle, shown, styles: FILES_STYLES };
