import { h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { foundConversation, foundMessage } from "./found.js";
import { others } from "./others.js";
import { Recent } from "./recent.js";

const PAGE = 20;

/** What is typed within this is asked for together. */
const PAUSE = 60;

/** While the index is made anew it is asked again. */
const AGAIN = 1000;

/** The search box above the list: results as one types, in place of the list (SE-1, SE-5). */
export class Search {
  #list;
  #field;
  #found;
  #count;
  #context;
  /** @type {AbortController | null} what is asked for now */
  #asking = null;
  #waiting = 0;
  #typed = "";
  /** Of which words the rows are. */
  #shown = "";
  #others;
  #recent;

  /** @param {HTMLElement} list @param {any} context api, address, conversations */
  constructor(list, context) {
    this.#list = list;
    this.#field = /** @type {HTMLInputElement} */ (list.querySelector("[data-search]"));
    this.#found = /** @type {HTMLElement} */ (list.querySelector("[data-found]"));
    this.#count = list.querySelector("[data-found-count]");
    this.#context = context;
    this.#others = others(context);
    this.#recent = new Recent(this.#field, context.me, text => {
      this.#field.value = text;
      this.#field.focus();
      this.#input();
    });
    this.#found.addEventListener("click", event => /** @type {Element} */ (event.target).closest(".go") && this.#recent.keep(this.#shown));
    this.#field.addEventListener("input", () => this.#input());
    this.#field.addEventListener("keydown", event => this.#keysOfField(event));
    this.#found.addEventListener("keydown", event => this.#keysOfRows(event));
    context.conversations.addEventListener("removed", ({ detail }) => this.#removed(detail.id));
    context.address.addEventListener("change", () => this.#current());
    // A browser that restores the page restores what was typed.
    if (this.#field.value.trim() !== "") this.#input();
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  get open() {
    return this.#typed !== "";
  }

  /** Opens the result before or after the one that is open, as in the list. */
  step(step) {
    const { address } = this.#context;
    const links = this.#links().filter(one => one.dataset.conversation);
    const link = links[links.indexOf(this.#row()) + step];
    if (!link) return;
    address.go({ id: link.dataset.conversation, seq: Number(link.dataset.seq) || null }, { replace: address.id !== null });
    this.#reach(link);
  }

  focusRow() {
    this.#reach(this.#row() ?? this.#field);
  }

  /** The one that was reached last, if it is of the conversation that is open, else the first of that. */
  #row() {
    const links = this.#links();
    const open = links.filter(link => link.ariaCurrent === "true");
    return open.find(link => link.tabIndex === 0) ?? open[0];
  }

  #input() {
    const typed = this.#field.value.trim();
    if (typed === this.#typed) return;
    this.#typed = typed;
    this.#stop();
    this.#list.classList.toggle("searching", typed !== "");
    this.#found.hidden = typed === "";
    if (typed === "") this.#show([], "");
    else this.#waiting = setTimeout(() => this.#ask(typed), PAUSE);
  }

  /** Whatever is on its way is of words that are not in the box any more. */
  #stop() {
    clearTimeout(this.#waiting);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask(typed) {
    const asking = (this.#asking = new AbortController());
    this.#found.setAttribute("aria-busy", "true");
    try {
      const results = await this.#context.api.get(`/search?q=${encodeURIComponent(typed)}&limit=${PAGE}`, { signal: asking.signal });
      if (this.#asking !== asking) return;
      this.#shown = typed;
      this.#paint(typed, results);
      for (const other of this.#others) this.#askOther(other, typed, results, asking);
      if (results.index.state !== "ready") this.#waiting = setTimeout(() => this.#ask(typed), AGAIN);
    } catch (problem) {
      if (this.#asking !== asking) return;
      if (problem.status === undefined) throw problem;
      if (problem.status !== 401) this.#failed(problem, typed);
    } finally {
      if (this.#asking === asking) this.#found.setAttribute("aria-busy", "false");
    }
  }

  /** SE-6: whoever comes later is put where their group stands. */
  async #askOther(other, typed, results, asking) {
    try {
      const items = await other.find(typed, asking.signal);
      if (this.#asking !== asking || items.length === 0) return;
      results.others = { ...results.others, [other.title]: items };
      this.#paint(typed, results);
    } catch (problem) {
      // What was found elsewhere stands there all the same.
      if (problem.status === undefined) throw problem;
    }
  }

  #paint(typed, { conversations, messages, others: people = {}, laterMember, index }) {
    const state = index.state === "ready" ? null : h("p.banner", {}, icon("loader-circle", "s"), h("span.grow", {}, t("search.building", { done: number(index.done), total: number(index.total) })));
    const count = [conversations.items, messages.items, ...Object.values(people)].reduce((sum, items) => sum + items.length, 0);
    const more = conversations.next !== null || messages.next !== null;
    const groups = [
      this.#group("search.conversations", conversations, row => foundConversation(row, this.#href(row.id)), after => `/conversations?q=${encodeURIComponent(typed)}&limit=${PAGE}&after=${after}`),
      this.#group("search.messages", messages, row => foundMessage(row, this.#href(row.conversation.id, row.seq)), after => `/search/messages?q=${encodeURIComponent(typed)}&limit=${PAGE}&after=${after}`),
      ...this.#others.map(({ title, row }) => this.#group(title, { items: people[title] ?? [], next: null }, row, () => "")),
    ];
    const why = laterMember && conversations.items.length === 0 ? h("p.why", {}, t("search.none.later")) : null;
    this.#show([state, count === 0 ? nothing(typed, why) : [groups, why]], more ? t("search.found.more", { n: count }) : t("search.found", { count }));
  }

  #group(key, page, row, path) {
    if (page.items.length === 0) return null;
    const rows = h("ul", { "aria-label": t(key) }, page.items.map(row));
    return h("section", {}, h("h2", {}, t(key)), rows, this.#more(page.next, rows, row, path));
  }

  #more(next, rows, row, path) {
    if (next === null) return null;
    const asking = this.#asking;
    const button = h("button.btn.outline.small", { type: "button", onclick: () => more() }, t("search.more"));
    const more = async () => {
      button.disabled = true;
      try {
        const page = await this.#context.api.get(path(encodeURIComponent(next)), { signal: asking.signal });
        const first = page.items.map(row);
        rows.append(...first);
        button.replaceWith(...[this.#more(page.next, rows, row, path)].filter(Boolean));
        this.#current();
        first[0]?.querySelector(".go").focus();
      } catch (problem) {
        // The words are others by now.
        if (this.#asking !== asking) return;
        if (problem.status === undefined) throw problem;
        button.disabled = false;
        if (problem.status !== 401) toast(t(problem.status === 0 ? "failed.network" : "failed.server"));
      }
    };
    return button;
  }

  #failed(problem, typed) {
    const again = h("button.btn.outline", { type: "button", onclick: () => this.#ask(typed) }, icon("rotate-cw", "s"), t("try-again"));
    const text = problem.slug === "search-unavailable" ? t("search.failed.text") : t(problem.status === 0 ? "failed.network" : "failed.server");
    this.#show(h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("search.failed")), h("p", {}, text), again), "");
    if (problem.slug === "search-unavailable") this.#waiting = setTimeout(() => this.#ask(typed), AGAIN);
  }

  #show(nodes, said) {
    const reached = nameOf(this.#links().find(link => link === document.activeElement));
    this.#found.replaceChildren(...[nodes].flat(Infinity).filter(Boolean));
    this.#found.scrollTop = 0;
    this.#count.textContent = said;
    // While the index is made the same words are answered again, and whoever is in the rows stays there.
    if (reached) (this.#links().find(link => nameOf(link) === reached) ?? this.#field).focus();
    this.#current();
  }

  /** One row is reached by Tab, the others by the arrows. */
  #current() {
    const { address } = this.#context;
    const links = this.#links();
    const last = links.find(link => link.tabIndex === 0);
    for (const link of links) {
      link.tabIndex = -1;
      if (link.dataset.conversation === address.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (links.length > 0) (links.find(link => link === document.activeElement) ?? last ?? links[0]).tabIndex = 0;
  }

  #removed(id) {
    for (const row of this.#found.querySelectorAll("[data-found-in]")) if (/** @type {HTMLElement} */ (row).dataset.foundIn === id) row.remove();
    this.#current();
  }

  /** @returns {HTMLElement[]} */
  #links() {
    return [...this.#found.querySelectorAll(".go")].map(link => /** @type {HTMLElement} */ (link));
  }

  #href(id, seq = null) {
    return this.#context.address.href({ id, seq });
  }

  #keysOfField(event) {
    if (event.isComposing) return;
    const first = this.#links()[0];
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      this.#reach(first);
    } else if (event.key === "ArrowDown") {
      if (this.#recent.reach()) event.preventDefault();
    } else if (event.key === "Enter" && first && this.#shown === this.#typed) {
      event.preventDefault();
      first.click();
    } else if (event.key === "Escape" && this.#field.value !== "") {
      event.preventDefault();
      this.#clear();
    }
  }

  #keysOfRows(event) {
    const links = this.#links();
    const at = links.indexOf(event.target);
    if (event.key === "Escape") {
      event.preventDefault();
      this.#clear();
      this.#field.focus();
    } else if (at >= 0 && event.key === "ArrowDown" && at + 1 < links.length) {
      event.preventDefault();
      this.#reach(links[at + 1]);
    } else if (at >= 0 && event.key === "ArrowUp") {
      event.preventDefault();
      this.#reach(links[at - 1] ?? this.#field);
    }
  }

  #reach(element) {
    element.focus();
    this.#current();
  }

  #clear() {
    this.#field.value = "";
    this.#input();
  }
}

function nothing(typed, why) {
  return h("div.empty", {}, icon("search"), h("h2", {}, t("search.none", { typed })), why, h("p", {}, t("search.none.text")));
}

/** By which a row is known again when all are painted anew. */
const nameOf = link => link?.getAttribute("href") ?? link?.dataset.agent;

const number = value => value.toLocaleString(document.documentElement.lang);
