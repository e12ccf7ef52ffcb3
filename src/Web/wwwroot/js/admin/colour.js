import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const SWATCHES = [["pine", "#1f4d3f"], ["cobalt", "#23408e"], ["plum", "#7a2e4d"], ["ink", "#1d1b18"], ["rust", "#b34d12"], ["honey", "#f7b731"]];
const HEX = /^#[\da-f]{6}$/i;

/** A colour by swatch or as hex, with the verdict on its contrast in words beside it. */
export class Colour {
  #hex;
  #verdict = h("div", { "aria-live": "polite" });
  #swatches;

  constructor(value) {
    this.#hex = h("input.input.hex", { value, "aria-label": t("admin.colour.hex"), "data-name": "color", spellcheck: "false" });
    this.#swatches = SWATCHES.map(([name, hex], at) => h("button.swatch", { type: "button", role: "radio", class: `sw${at + 1}`, "aria-label": t(`admin.colour.${name}`), onclick: () => this.#set(hex) }));
    this.#hex.addEventListener("input", () => this.#paint());
    this.root = h("div.field", { "data-field": "color" }, h("span.label", { id: "colour-label" }, t("admin.colour")),
      h("div.row.wrap", {}, h("div.swatches", { role: "radiogroup", "aria-labelledby": "colour-label" }, this.#swatches), this.#hex), this.#verdict);
    this.#paint();
  }

  get value() {
    return this.#hex.value.trim().toLowerCase();
  }

  #set(hex) {
    this.#hex.value = hex;
    this.#hex.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #paint() {
    SWATCHES.forEach(([, hex], at) => {
      this.#swatches[at].setAttribute("aria-checked", String(hex === this.value));
    });
    this.#verdict.replaceChildren(...(HEX.test(this.value) ? verdict(this.value) : [h("p.msg-error", {}, icon("circle-alert", "s"), t("admin.colour.unreadable"))]));
  }
}

function verdict(color) {
  const on = ratio(color, "#ffffff") >= 4.5 ? "white" : "dark";
  const text = ratio(color, on === "white" ? "#ffffff" : ratio(color, "#1d1b18") >= 4.5 ? "#1d1b18" : "#000000");
  const page = ratio(color, "#ffffff");
  const number = value => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const lines = [h("p.msg-ok", {}, icon("check", "s"), t(`admin.colour.${on}`, { ratio: number(text) }))];
  if (page < 3) lines.push(h("p.hint", {}, icon("info", "s"), h("span", {}, t("admin.colour.faint", { ratio: number(page) }))));
  return lines;
}

// WCAG 2.2, relative luminance.
function ratio(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
