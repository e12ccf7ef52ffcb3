import { choice } from "../dom/choice.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const PAUSE = 300;

/**
 * The widget as it would be with what stands in the form (WI-11). The frame runs the very script that websites run; in it the server
 * is played by /js/preview/pretend.js, and the frame's policy lets nothing out.
 */
export class Preview {
  #api;
  #values;
  #place = h("div.frames");
  #note = h("p.hint", { role: "status" });
  #view;
  #size;
  #waits = new AbortController();
  #face = null;
  #asked = "";
  #timer = 0;

  /** @param {{api: any, values: () => any}} options What is in the form, as it would be saved. */
  constructor({ api, values }) {
    this.#api = api;
    this.#values = values;
    const option = name => [name, t(`admin.preview.${name}`)];
    this.#view = choice({ name: "preview-view", label: t("admin.preview.view"), value: "home", options: ["home", "form", "chat"].map(option), quiet: true });
    this.#size = choice({ name: "preview-size", label: t("admin.preview.size"), value: "desktop", options: [["desktop", "monitor"], ["phone", "smartphone"]].map(([name, sign]) => [name, [icon(sign, "s"), hiddenText(t(`admin.preview.${name}`))]]), quiet: true });
    this.#view.addEventListener("change", () => this.#draw());
    this.#size.addEventListener("change", () => this.#fit());
    this.root = h("section.widget-preview", { "aria-label": t("admin.preview") },
      h("div.row.between.wrap.prevbar", {}, h("h2.label", {}, t("admin.preview")),
        h("div.row.wrap", {}, this.#view, this.#size,
          h("button.btn.icon", { type: "button", title: t("admin.preview.again"), "aria-label": t("admin.preview.again"), onclick: () => this.#draw() }, icon("rotate-cw", "s")))),
      this.#place,
      this.#note,
      h("p.hint", {}, icon("info", "s"), h("span", {}, t("admin.preview.hint"))));
    this.#fit();
    this.#ask();
  }

  /** Something in the form has changed. */
  changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    // Neither its name nor where it may run can be seen.
    const { name: _name, websites: _websites, allowNullOrigin: _null, ...body } = this.#values();
    const asked = JSON.stringify(body);
    if (asked === this.#asked) return;
    this.#asked = asked;
    try {
      const face = await this.#api.post("/admin/widgets/preview", body);
      if (asked !== this.#asked) return;
      this.#face = { ...face, key: "preview" };
      this.#note.textContent = "";
      this.#draw();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (asked !== this.#asked) return;
      if (problem.status !== 422) this.#asked = "";
      this.#note.textContent = problem.status === 422 ? t("admin.preview.refused") : problem.message;
    }
  }

  /** The next frame takes the place of the one before as soon as it has something to show. */
  #draw() {
    if (!this.#face || !this.#place.isConnected) return;
    const state = { face: this.#face, view: this.#view.querySelector(".seg").value };
    const next = h("iframe", { title: t("admin.preview.frame"), sandbox: "allow-scripts allow-downloads", src: `/admin/widgets/preview#${encodeURIComponent(JSON.stringify(state))}` });
    this.#waits.abort();
    this.#waits = new AbortController();
    for (const waiting of this.#place.querySelectorAll("[inert]")) waiting.remove();
    next.inert = true;
    addEventListener("message", ({ source }) => {
      if (source !== next.contentWindow) return;
      this.#waits.abort();
      next.inert = false;
      for (const before of [...this.#place.children]) if (before !== next) before.remove();
    }, { signal: this.#waits.signal });
    this.#place.append(next);
  }

  #fit() {
    this.#place.classList.toggle("phone", this.#size.querySelector(".seg").value === "phone");
  }
}
