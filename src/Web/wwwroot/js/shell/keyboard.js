import { openShortcuts } from "../dialogs/shortcuts.js";

const CHORD = 1200;
const PLACES = { c: "/conversations", m: "/meetings", a: "/admin/agents" };

/**
 * Single letters, only while no field has the focus and nothing is open, and only where the agent did not switch them off
 * (WCAG 2.1.4). Esc works always.
 */
export class Keyboard {
  #me;
  #keys;
  #chord = 0;

  /** @param {any} me @param {Record<string, (event: KeyboardEvent) => void>} keys by `event.key` */
  constructor(me, keys) {
    this.#me = me;
    this.#keys = keys;
    document.addEventListener("keydown", event => this.#down(event));
  }

  #down(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (event.key === "Escape") return this.#run("Escape", event);
    if (!this.#me.settings.shortcuts || writes(event.target)) return;
    if (Date.now() - this.#chord < CHORD) {
      this.#chord = 0;
      const place = PLACES[event.key];
      if (place && (event.key !== "a" || this.#me.administrator)) location.assign(place);
      return;
    }
    if (event.key === "g") this.#chord = Date.now();
    else if (event.key === "?") openShortcuts(true);
    else this.#run(event.key, event);
  }

  #run(key, event) {
    const run = this.#keys[key];
    if (!run) return;
    event.preventDefault();
    run(event);
  }
}

const writes = target => target.closest?.("input, textarea, select, [contenteditable]") !== null;
