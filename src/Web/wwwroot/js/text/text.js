export const language = document.documentElement.lang || "en";
// eslint-disable-next-line no-unsanitized/method -- both addresses are ours
const { default: texts } = await import(language === "de" ? "./de.js" : "./en.js");
const plurals = new Intl.PluralRules(language);

/** A text with its values put in: `t("row.unread", { count: 3 })`; with `count`, "key.one" and "key.other" are the forms. */
export function t(key, values = {}) {
  return pattern(key, values).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** The same with nodes as values, so that a name inside a sentence keeps its own direction. @returns {(string | Node)[]} */
export function parts(key, values) {
  return pattern(key, values)
    .split(/(\{\w+\})/)
    .filter(part => part !== "")
    .map(part => (part.startsWith("{") ? values[part.slice(1, -1)] : part));
}

export const has = key => key in texts;

function pattern(key, values) {
  const found = texts[key] ?? texts[`${key}.${plurals.select(values.count ?? 0)}`] ?? texts[`${key}.other`];
  if (found === undefined) throw new RangeError(`No text "${key}".`);
  return found;
}
