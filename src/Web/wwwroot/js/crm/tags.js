import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/** TG-3: of guests of several companies two are shown; how many more there are is a number. */
const SHOWN = 2;

/** The companies of a conversation's guests, linked to their records (TG-2). @param {{kind: string, text: string, url: string | null}[] | undefined} tags @param {string} [tabindex] */
export function companyTags(tags, tabindex) {
  const companies = companiesIn(tags);
  const more = companies.slice(SHOWN);
  return [
    ...companies.slice(0, SHOWN).map(({ text, url }) => {
      const inside = [icon("building-2"), hiddenText(t("tag.company")), h("span.truncate", { dir: "auto" }, text)];
      return url ? h("a.tag", { href: url, target: "_blank", rel: "noopener noreferrer", tabindex }, inside) : h("span.tag", {}, inside);
    }),
    more.length > 0 ? h("span.tag", { title: more.map(({ text }) => text).join(", ") }, `+${more.length}`, hiddenText(t("tag.more"))) : null,
  ].filter(Boolean);
}

/** @param {{kind: string, text: string, url: string | null}[] | undefined} tags */
export const companiesIn = tags => (tags ?? []).filter(({ kind }) => kind === "company");
