import { language } from "../text/text.js";

const number = (unit, digits) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
const KILO = 1024;

/** As people say it: 640 kB, 2.4 MB, 61 GB; nothing but nothing is 0. @param {number} bytes */
export function size(bytes) {
  if (bytes < KILO ** 2) return number("kilobyte", 0).format(bytes === 0 ? 0 : Math.max(1, bytes / KILO));
  if (bytes < KILO ** 3) return number("megabyte", 1).format(bytes / KILO ** 2);
  return number("gigabyte", 1).format(bytes / KILO ** 3);
}

/** What its name ends in, as people call kinds of files: PDF. @param {string} name */
export const ending = name => (/\.([^.]{1,8})$/.exec(name)?.[1] ?? "").toUpperCase();
