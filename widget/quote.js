import { el } from './dom.js';
import { t } from './texts.js';

/**
 * What a message quotes, as it is now, above its words (MS-7).
 * @param {import('./chat.js').Chat} app @param {import('./thread.js').Thread} thread @param {HTMLElement} bubble @param {any} quote
 * @param {(text: string) => string} line
 */
export function quoted(app, thread, bubble, { seq, author, text, deletedAt, files, attachments }, line) {
  // The quoted message itself stands here once it was changed before one's eyes.
  const names = files || attachments?.map((file) => file.name) || [];
  const words = deletedAt ? t('deleted') : line(text) || names.join(', ');
  const button = el('button.quote', { type: 'button', onclick: () => app.try(jump) }, el('b', {}, el('bdi', {}, author.name)), el('span.cut', { dir: 'auto' }, words));
  bubble.querySelector('.quote')?.remove();
  bubble.prepend(button);

  /** However far back it is. */
  async function jump() {
    while (thread.older && thread.messages[0].seq > seq) await thread.loadOlder();
    const list = /** @type {HTMLElement} */ (button.closest('.rows'));
    const said = [...list.children].map((node) => /** @type {any} */ (node)).find((node) => node.message?.seq === seq)?.bubble;
    if (!said) return;
    said.tabIndex = -1;
    said.scrollIntoView({ block: 'center' });
    said.focus({ preventScroll: true });
  }
}
