/** Without case and accents, so that names are compared as people type them. */
const fold = text => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * Those whose name or address holds all words that were typed. Whose name begins with them comes before whose address holds them.
 * @param {any[]} people each with a name, and an e-mail address or none
 * @param {string} typed
 */
export function thoseThatFit(people, typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const fits = person => words.every(word => fold(`${person.name} ${person.email ?? ""}`).includes(word));
  const named = person => words.every(word => fold(person.name).split(/\s+/).some(part => part.startsWith(word)));
  return people.filter(fits).sort((a, b) => Number(named(b)) - Number(named(a)));
}
