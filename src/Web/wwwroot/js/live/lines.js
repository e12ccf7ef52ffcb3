/** Splits a Server-Sent Events body into events; keeps what has no end yet. */
export class Lines {
  #rest = "";
  #event = "message";
  #data = [];
  #id = null;

  /**
   * @param {string} chunk
   * @returns {{id: string | null, type: string, data: string}[]} an event without data carries only its id
   */
  push(chunk) {
    const events = [];
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (this.#data.length > 0 || this.#id !== null) events.push({ id: this.#id, type: this.#event, data: this.#data.join("\n") });
        this.#event = "message";
        this.#data = [];
        this.#id = null;
      } else this.#field(line);
    }
    return events;
  }

  #field(line) {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.#event = value;
    else if (name === "data") this.#data.push(value);
    else if (name === "id" && !value.includes("\0")) this.#id = value;
  }
}
