/**
 * Brings the children of `parent` to `items` and leaves what is unchanged in place, so that focus, selection, scroll
 * position and the announcements of a log are not disturbed.
 * @param {Element} parent
 * @param {{key: string, signature: string, make: (old: any) => any}[]} items
 */
export function reconcile(parent, items) {
  const known = (parent[NODES] ??= new Map());
  const next = new Map();
  for (const item of items) {
    const old = known.get(item.key);
    const node = old && old.signature === item.signature ? old.node : item.make(old?.node ?? null);
    if (old && old.node !== node) old.node.replaceWith(node);
    next.set(item.key, { node, signature: item.signature });
  }
  for (const [key, { node }] of known) if (!next.has(key)) node.remove();
  let place = parent.firstElementChild;
  for (const { node } of next.values()) {
    if (node === place) place = place.nextElementSibling;
    else if (place && place.nextElementSibling === node) {
      // One node in front went away in the order: moving that one keeps the focus in all the others.
      const moved = place;
      place = node.nextElementSibling;
      parent.append(moved);
    } else parent.insertBefore(node, place);
  }
  parent[NODES] = next;
}

const NODES = Symbol("nodes");
