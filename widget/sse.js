/**
 * The text/event-stream format, fed in pieces. A lone CR at the end of a piece waits for its LF.
 * @typedef {{ id: string | null, event: string, data: string }} ServerEvent
 */
export class EventParser {
  #rest = '';
  #id = null;
  #event = '';
  #data = [];

  /** @param {string} piece @returns {ServerEvent[]} Events; one with an empty name only carries the latest id. */
  push(piece) {
    const events = [];
    const text = this.#rest + piece;
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + text.slice(whole.length);
    for (const line of lines) {
      if (line) this.#field(line);
      else if (this.#data.length || this.#id !== null) {
        events.push({ id: this.#id, event: this.#data.length ? this.#event || 'message' : '', data: this.#data.join('\n') });
        this.#id = null;
        this.#event = '';
        this.#data = [];
      } else this.#event = '';
    }
    return events;
  }

  /** @param {string} line */
  #field(line) {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
  }
}
