/** Every entry of a list, page after page. @param {any} api @param {string} path @param {Record<string, string>} [asked] */
export async function all(api, path, asked = {}) {
  const items = [];
  for (let next = ""; next !== null; ) {
    const query = new URLSearchParams({ ...asked, limit: "100", ...(next === "" ? {} : { after: next }) });
    const page = await api.get(`${path}?${query}`);
    items.push(...page.items);
    next = page.next ?? null;
  }
  return items;
}
