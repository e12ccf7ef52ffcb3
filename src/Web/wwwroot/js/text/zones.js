/** Time zones of this browser, with the chosen one whatever the browser calls it. @param {string} chosen @returns {[string, string][]} */
export function zones(chosen) {
  const all = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", chosen]);
  return [...all].sort((a, b) => a.localeCompare(b)).map(name => [name, name.replaceAll("_", " ")]);
}
