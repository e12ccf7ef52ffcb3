/** Every entry of a list, page after page. */
export async function all(api, path) {
  const items = [];
  for (let next = ""; next !== null; ) {
    const page = await api.get(`${path}?limit=100${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
    items.push(...page.items);
    next = page.next ?? null;
  }
  return items;
}
