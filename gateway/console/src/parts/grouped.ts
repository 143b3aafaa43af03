/** Those with the same key together, in their order; as Map.groupBy, which Node.js 20 lacks. */
export function grouped<K, T>(all: T[], key: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const of = groups.get(key(one));
    if (of) {
      of.push(one);
    } else {
      groups.set(key(one), [one]);
    }
  }
  return groups;
}
