import type { RelayRoute, Routes } from "./api";

/** The ways from a region to another, each once: "direct, 905 ms". Empty when none is known. */
export function waysBetween(
  routes: Routes | undefined,
  from: string | undefined,
  to: string | undefined,
): string[] {
  const ways = (routes?.endpointGroups ?? [])
    .filter((group) => group.endpointGroupRegion === to)
    .flatMap((group) => group.relays ?? [])
    .filter((relay) => relay.region === from)
    .map(wayText);
  return [...new Set(ways)];
}

/** With the expected time of a 256 KB answer. */
function wayText(relay: RelayRoute): string {
  const way = relay.way.length === 0 ? "direct" : relay.way.join(" → ");
  const score = relay.candidates?.find((one) => one.way.join() === relay.way.join());
  return score ? `${way}, ${Math.round(score.millis)} ms` : way;
}
