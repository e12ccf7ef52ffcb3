// The other side of a widget's preview (WI-11): answers in the server's place, in this frame and nowhere else. The frame's policy
// lets nothing out, so what is not answered here is answered by nobody. A classic script: it must be there before the widget.
(() => {
  const LIFE = 2 * 60 * 60_000;
  const KEEP_ALIVE = 15_000;
  const MINUTE = 60_000;
  const LENGTH = 30;
  const DAYS = 42;
  let began = Date.now();
  const texts = document.currentScript.dataset;
  const { face, view } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  // Nothing of the visitor's leaves this frame.
  face.files = false;
  const team = { kind: "agent", id: "agt_preview", name: face.name };
  const conversations = new Map();
  const meetings = new Map();
  const lines = new Set();
  const reader = { id: "gst_preview", name: texts.name, email: null, emailProven: false, phone: null, language: null };
  const session = () => ({ token: `preview-${began}`, guest: reader });

  const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  const nothing = () => new Response(null, { status: 204 });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const refused = (slug, title, status) => json({ type: `/problems/${slug}`, title, status }, status);
  const missing = () => refused("not-found", "Not found", 404);
  const page = items => json({ items, next: null });

  function tell(event, data) {
    for (const line of lines) line.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  // By the clock, not by one long timer: a computer sleeps through those.
  setInterval(() => {
    if (Date.now() - began < LIFE) return;
    began = Date.now();
    conversations.clear();
    meetings.clear();
    tell("session.ended", {});
  }, 60_000);

  /** As the server's live line: it is open until the widget hangs up. */
  function events({ signal }) {
    let line;
    let beat;
    const body = new ReadableStream({
      start(controller) {
        line = controller;
        lines.add(line);
        beat = setInterval(() => line.enqueue(new TextEncoder().encode(":\n\n")), KEEP_ALIVE);
        line.enqueue(new TextEncoder().encode("event: ready\ndata: {}\n\n"));
      },
    });
    signal?.addEventListener("abort", () => {
      clearInterval(beat);
      if (lines.delete(line)) line.error(new DOMException("The preview's line was closed.", "AbortError"));
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }

  function write(conversation, author, text, clientId = null, quoted = null) {
    const seq = conversation.messages.length + 1;
    const message = { id: `msg_${seq}`, seq, kind: "text", text, author, clientId, quote: conversation.messages.find(one => one.id === quoted) ?? null, createdAt: new Date().toISOString() };
    conversation.messages.push(message);
    return message;
  }

  const guest = () => ({ kind: "guest", id: reader.id, name: reader.name });

  function seen(conversation) {
    const { messages, ...rest } = conversation;
    const last = messages[messages.length - 1];
    return { ...rest, lastMessage: last, lastSeq: last.seq, lastActivityAt: last.createdAt };
  }

  /** One answer, so that a conversation of two can be looked at. */
  function answer(conversation) {
    setTimeout(() => {
      const message = write(conversation, team, texts.answer);
      conversation.seenSeq = message.seq;
      conversation.unread += 1;
      tell("message.created", { conversationId: conversation.id, message });
      tell("read.changed", { conversationId: conversation.id, kind: "agent", seq: message.seq });
    }, 900);
  }

  function open(text, clientId = null) {
    const id = `cnv_${conversations.size + 1}`;
    const conversation = { id, kind: "oneOnOne", title: face.name, avatar: face.avatar, messages: [], readSeq: 0, seenSeq: null, unread: 0, mutedUntil: null, readOnly: false, createdAt: new Date().toISOString() };
    // WI-6: the welcome stands in the conversation.
    if (face.texts.welcome) write(conversation, { kind: "system", id: null, name: face.name }, face.texts.welcome);
    write(conversation, guest(), text, clientId);
    conversations.set(id, conversation);
    answer(conversation);
    return conversation;
  }

  const begin = ({ message }) => json(seen(open(message.text, message.clientId)), 201);

  /** MS-5, MS-6. */
  function rewrite(conversation, messageId, method, { text }) {
    const message = conversation.messages.find(one => one.id === messageId);
    if (!message) return missing();
    const now = new Date().toISOString();
    Object.assign(message, method === "PATCH" ? { text, editedAt: now } : { text: "", deletedAt: now });
    return json(message);
  }

  /** MS-8. */
  function react(conversation, messageId, method, kind) {
    const message = conversation.messages.find(one => one.id === messageId);
    if (!message) return missing();
    const others = (message.reactions ?? []).filter(one => one.kind !== kind);
    message.reactions = method === "PUT" ? [...others, { kind, count: 1, mine: true, people: [guest()] }] : others;
    return json(message);
  }

  /** Half hours of the mornings from tomorrow on: nobody's, as no real time is known here. */
  function times() {
    const today = new Date();
    const days = Array.from({ length: DAYS }, (_, at) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + at + 1));
    const workdays = days.filter(day => day.getDay() % 6 !== 0);
    return workdays.flatMap(day => Array.from({ length: 6 }, (_, at) => new Date(day.getTime() + (9 * 60 + at * LENGTH) * MINUTE).toISOString()));
  }

  function book(slug, { start, subject, participants = [] }) {
    const id = `mtg_${meetings.size + 1}`;
    const end = new Date(Date.parse(start) + LENGTH * MINUTE).toISOString();
    const { id: conversationId } = open(subject);
    const meeting = { id, version: 1, state: "confirmed", subject, start, end, duration: LENGTH, host: { name: face.name, avatar: face.avatar }, participants: participants.map(email => ({ email })), scheduler: slug, changeable: true, conversationId };
    meetings.set(id, meeting);
    return json(meeting, 201);
  }

  /** ME-1, ME-29. */
  function schedule(slug, part, method, body, query) {
    const all = times();
    const day = at => at.slice(0, 10);
    if (part === "slots") return json({ items: all.filter(at => day(at) >= (query.get("from") ?? "") && day(at) <= (query.get("to") ?? "9")).map(start => ({ start })) });
    if (part === "holds") return method === "POST" ? json({ hold: null }, 201) : nothing();
    return json({ slug, name: face.name, avatar: face.avatar, durations: [LENGTH], timeZone: zone, where: null, lastDay: day(all[all.length - 1]), open: true });
  }

  /** ME-5. */
  function change(id, method, body) {
    const meeting = meetings.get(id);
    if (!meeting) return missing();
    Object.assign(meeting, method === "DELETE" ? { state: "cancelled", reason: body.reason } : { start: body.start, end: new Date(Date.parse(body.start) + LENGTH * MINUTE).toISOString() });
    return json(meeting);
  }

  /** ME-19: a file like the one that guests are given, without anybody's address. */
  function calendar(id) {
    const meeting = meetings.get(id);
    if (!meeting) return missing();
    const stamp = at => at.replace(/[-:]|\.\d+/g, "");
    const subject = meeting.subject.replace(/[\\;,]/g, "\\$&");
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//XBees//Preview//EN", "BEGIN:VEVENT", `UID:${id}-${began}`, `DTSTAMP:${stamp(new Date().toISOString())}`, `DTSTART:${stamp(meeting.start)}`, `DTEND:${stamp(meeting.end)}`, `SUMMARY:${subject}`, "END:VEVENT", "END:VCALENDAR", ""];
    return new Response(lines.join("\r\n"), { headers: { "Content-Type": "text/calendar" } });
  }

  function of(id, [part, detail, reactions, kind], method, body) {
    const conversation = conversations.get(id);
    if (!conversation) return missing();
    if (!part) return json(seen(conversation));
    if (part === "messages" && method === "GET") return page(conversation.messages);
    if (part === "messages" && reactions) return react(conversation, detail, method, kind);
    if (part === "messages" && detail) return rewrite(conversation, detail, method, body);
    if (part === "messages") return json(write(conversation, guest(), body.text, body.clientId, body.quote), 201);
    if (part === "read") Object.assign(conversation, { readSeq: body.seq, unread: 0 });
    // For as long as there is anything here.
    if (part === "mute") conversation.mutedUntil = method === "PUT" ? new Date(began + LIFE).toISOString() : null;
    return nothing();
  }

  function answerTo(path, options) {
    const method = options.method ?? "GET";
    const body = options.body ? JSON.parse(options.body) : {};
    const [places, query] = path.split("?");
    const [place, id, ...parts] = places.split("/");
    if (place === "widgets") return json(face);
    if (place === "schedulers" && parts[0] !== "meetings") return schedule(id, parts[0], method, body, new URLSearchParams(query));
    if (place === "sessions" && method === "POST") {
      Object.assign(reader, body.guest);
      return json(session(), 201);
    }
    if (/** @type {any} */ (options.headers)?.Authorization !== `Bearer ${session().token}`) return refused("signed-out", "Not signed in", 401);
    if (place === "events") return events(options);
    if (place === "schedulers") return book(id, body);
    if (place === "meetings") return parts[0] === "calendar" ? calendar(id) : change(id, method, body);
    if (place === "sessions") return nothing();
    if (place === "me") return json(Object.assign(reader, body));
    if (place === "conversations" && id) return of(id, parts, method, body);
    if (place === "conversations") return method === "POST" ? begin(body) : page([...conversations.values()].map(seen));
    return missing();
  }

  /** @param {any} address @param {RequestInit} [options] */
  window.fetch = async (address, options = {}) => answerTo(String(address).replace(/^.*\/api\/v1\//, ""), options);

  // A frame with an origin of its own has no storage. The widget can do without, but here it begins as with a guest who is known.
  class Kept {
    getItem(name) {
      return Object.hasOwn(this, name) ? this[name] : null;
    }

    setItem(name, value) {
      this[name] = String(value);
    }

    removeItem(name) {
      delete this[name];
    }
  }
  const kept = new Kept();
  if (view === "chat") kept.setItem("xbees:preview:session", JSON.stringify(session()));
  Object.defineProperty(window, "localStorage", { value: kept });

  // Opening takes the focus; here it would take it out of the field in which the owner is writing.
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = () => {};
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, () => (HTMLElement.prototype.focus = focus), { capture: true, once: true });

  document.documentElement.lang = face.locale ?? document.documentElement.lang;
  let shown = false;
  const show = () => {
    if (shown) return;
    shown = true;
    if (view !== "home") /** @type {any} */ (document.querySelector("xbees-widget")).shadowRoot.querySelector(".choice").click();
    parent.postMessage("xbees-preview", location.origin);
  };
  /** @type {any} */ (window).XBees = [["on", "open", show], ["open"]];
})();
