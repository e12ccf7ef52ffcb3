const icons = new URL("../../icons.svg", import.meta.url).pathname;
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "indeterminate", "readOnly", "required", "multiple"]);

/**
 * Builds an element: `h("p.hint", { id: "x", onclick }, "text", node)`. Strings become text nodes, never markup.
 * @param {string} tag name and classes
 * @param {Record<string, any>} [props]
 * @param {...any} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) set(element, key, value);
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(key.slice(2), value);
  else if (key === "class") element.classList.add(...value.split(" ").filter(Boolean));
  else if (PROPERTIES.has(key)) element[key] = value;
  else element.setAttribute(key, value === true ? "" : String(value));
}

/** An icon of /icons.svg. @param {string} name @param {string} [more] classes, e.g. "s" or "flip" */
export function icon(name, more = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `i ${more}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#i-${name}`);
  svg.append(use);
  return svg;
}

/** A word people typed, which keeps its own direction. @param {string} text */
export const bdi = text => h("bdi", {}, text);

/** What a button of a page's head says beside its icon; a phone has room for the icon. @param {string} text */
export const word = text => h("span.word", {}, text);

/** Text for screen readers alone. @param {string} text */
export const hiddenText = text => h("span.vh", {}, text);
