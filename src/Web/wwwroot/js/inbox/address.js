import { NAMES, read } from "./filter.js";
import { SELDOM, VIEWS } from "./views.js";

const PANES = ["list", "timeline", "info", "profile"];

/** What is shown, kept in the address: the view, the conversation, on a phone which of the panes, and whose profile. */
export class Address extends EventTarget {
  #steps = 0;

  constructor() {
    super();
    addEventListener("popstate", () => {
      this.#steps = Math.max(0, this.#steps - 1);
      this.#tell();
    });
  }

  get id() {
    return /^\/conversations\/([^/]+)/.exec(location.pathname)?.[1] ?? null;
  }

  get view() {
    const view = new URLSearchParams(location.search).get("view") ?? "all";
    return [...VIEWS, ...SELDOM].includes(view) ? view : "all";
  }

  get pane() {
    if (this.id === null) return "list";
    const pane = new URLSearchParams(location.search).get("pane") ?? "timeline";
    if (pane === "profile" && this.guest === null) return "info";
    return PANES.includes(pane) ? pane : "timeline";
  }

  /** Whose profile it is. */
  get guest() {
    return new URLSearchParams(location.search).get("guest");
  }

  /** Which part of the profile. */
  get tab() {
    return new URLSearchParams(location.search).get("tab") ?? "overview";
  }

  /** The message that is to be seen, by its number. */
  get seq() {
    return Number(/^#m(\d+)$/.exec(location.hash)?.[1] ?? 0) || null;
  }

  /** LI-4. */
  get filter() {
    return read(new URLSearchParams(location.search));
  }

  href({ id = this.id, view = this.view, filter = this.filter, pane = "timeline", guest = this.guest, tab = "overview", seq = null } = {}) {
    const query = new URLSearchParams();
    if (view !== "all") query.set("view", view);
    for (const name of NAMES) if (filter[name]) query.set(name, filter[name]);
    if (id !== null && pane !== "timeline") query.set("pane", pane);
    if (id !== null && pane === "profile" && guest !== null) {
      query.set("guest", guest);
      if (tab !== "overview") query.set("tab", tab);
    }
    const search = query.toString();
    return `/conversations${id === null ? "" : `/${id}`}${search === "" ? "" : `?${search}`}${seq === null ? "" : `#m${seq}`}`;
  }

  go(to, { replace = false } = {}) {
    const href = this.href(to);
    // A message may have been scrolled away from.
    if (href === location.pathname + location.search + location.hash) return to.seq ? this.#tell() : undefined;
    if (replace) history.replaceState(null, "", href);
    else {
      history.pushState(null, "", href);
      this.#steps++;
    }
    this.#tell();
  }

  /** Back within the page where there is a step to take back, else to `to`, so that Back never leaves the product. */
  back(to) {
    if (this.#steps > 0) history.back();
    else this.go(to, { replace: true });
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
