import type { Accelerator, Schemas, Traffic } from "../../api/types";

/** A box of the topology, in pixels. */
export interface Box<T> {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  of: T;
}

export interface Link {
  id: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
  bitsPerSecond: number;
  /** From top to bottom, as where there is no room for columns. */
  falls: boolean;
  /** Between regions: what its label shows. */
  pair?: Pair | undefined;
}

export interface Pair {
  region: string;
  endpointRegion: string;
  /** Relays in between; empty when direct. */
  way: string[];
  rttMicros?: number | undefined;
}

export type AreaRegion = Schemas["AccelerationRegion"];
export type Group = Schemas["EndpointGroupView"] & { listener: Schemas["ListenerView"] };
export type RelayState = Schemas["RelayConvergence"];

export interface Layout {
  regions: Box<AreaRegion>[];
  relays: Box<RelayState>[];
  groups: Box<Group>[];
  links: Link[];
  width: number;
  height: number;
}

const LEAST_WIDTH = 900;
/** Below this the three columns stand one below the other. */
const STACKED_BELOW = 600;
const GAP = 22;
/** Between stacked columns: a label fits. */
const FALL = 56;
const REGION = { width: 270, height: 84 };
const RELAY = { width: 210, height: 66 };
const GROUP = { width: 280, head: 44, endpoint: 30, foot: 8 };

/** Clients' regions, their relays and the endpoint groups in three columns, with lines between; stacked where it is narrow. */
export function layout(
  accelerator: Accelerator,
  relays: RelayState[],
  routes: Schemas["RoutesView"] | undefined,
  traffic: Traffic | undefined,
  seconds: number,
  room = LEAST_WIDTH,
): Layout {
  const stacked = room < STACKED_BELOW;
  const width = stacked ? room : Math.max(LEAST_WIDTH, room);
  const areas = accelerator.regions ?? [];
  const groups: Group[] = (accelerator.listeners ?? []).flatMap((listener) =>
    (listener.endpointGroups ?? []).map((group) => ({ ...group, listener })),
  );
  const heights = {
    regions: column(areas.map(() => REGION.height)),
    relays: column(relays.map(() => RELAY.height)),
    groups: column(groups.map((group) => GROUP.head + GROUP.endpoint * (group.endpoints?.length ?? 0) + GROUP.foot)),
  };
  const { regions: first, relays: second, groups: third } = heights;
  const height = stacked ? first.height + second.height + third.height + 2 * FALL : Math.max(120, first.height, second.height, third.height);
  const boxes = <T>(of: T[], ids: (one: T) => string, place: { x: number; y: number; width: number }, tops: Column): Box<T>[] =>
    of.map((one, index) => ({
      id: ids(one),
      x: stacked ? 0 : place.x,
      width: stacked ? width : place.width,
      y: (tops.tops[index] ?? 0) + (stacked ? place.y : (height - tops.height) / 2),
      height: tops.heights[index] ?? 0,
      of: one,
    }));
  const regionBoxes = boxes(areas, (one) => one.region ?? "", { x: 0, y: 0, width: REGION.width }, first);
  const relayBoxes = boxes(relays, (one) => one.relay ?? "", { x: width * 0.35, y: first.height + FALL, width: RELAY.width }, second);
  const groupBoxes = boxes(groups, (one) => one.id ?? "", { x: width - GROUP.width, y: first.height + second.height + 2 * FALL, width: GROUP.width }, third);
  const rate = (region?: string, endpointRegion?: string) =>
    (traffic?.regionPairs ?? [])
      .filter((pair) => pair.region === region && (endpointRegion === undefined || pair.endpointRegion === endpointRegion))
      .reduce((sum, pair) => sum + (pair.bytesOut ?? 0) + (pair.bytesIn ?? 0), 0) *
    (8 / seconds);

  const ends = (from: Box<unknown>, to: Box<unknown>) =>
    stacked
      ? { from: { x: width / 2, y: from.y + from.height }, to: { x: width / 2, y: to.y }, falls: true }
      : { from: { x: from.x + from.width, y: from.y + from.height / 2 }, to: { x: to.x, y: to.y + to.height / 2 }, falls: false };
  // Stacked labels of several relays would lie on boxes: the figures below name each pair.
  const labelled = !stacked || (relayBoxes.length === 1 && groupBoxes.length === 1);
  const links: Link[] = [];
  for (const relay of relayBoxes) {
    for (const region of regionBoxes.filter((one) => one.of.region === relay.of.region)) {
      links.push({
        id: `${region.id} ${relay.id}`,
        ...ends(region, relay),
        bitsPerSecond: rate(region.of.region),
      });
    }
    for (const group of groupBoxes) {
      const route = routes?.endpointGroups
        ?.find((one) => one.endpointGroupId === group.of.id)
        ?.relays?.find((one) => one.relayId === relay.of.relay);
      const figures = traffic?.regionPairs?.find(
        (pair) => pair.region === relay.of.region && pair.endpointRegion === group.of.region,
      );
      links.push({
        id: `${relay.id} ${group.id}`,
        ...ends(relay, group),
        bitsPerSecond: rate(relay.of.region, group.of.region),
        pair: labelled
          ? {
              region: relay.of.region ?? "",
              endpointRegion: group.of.region ?? "",
              way: route?.way ?? [],
              rttMicros: figures?.endpoint?.rttMicros?.p50,
            }
          : undefined,
      });
    }
  }
  return { regions: regionBoxes, relays: relayBoxes, groups: groupBoxes, links, width, height };
}

interface Column {
  tops: number[];
  heights: number[];
  height: number;
}

function column(heights: number[]): Column {
  const tops: number[] = [];
  let top = 0;
  for (const height of heights) {
    tops.push(top);
    top += height + GAP;
  }
  return { tops, heights, height: Math.max(0, top - GAP) };
}

/** 1.5 px for a trickle up to 9 px for 100 Mbit/s and more. */
export function strokeOf(bitsPerSecond: number): number {
  return bitsPerSecond <= 0 ? 1.5 : Math.min(9, 1.5 + Math.log10(1 + bitsPerSecond / 1_000) * 1.5);
}

/** A line that leaves and arrives level, or falls straight. */
export function curve({ from, to, falls }: Link): string {
  if (falls) {
    return `M${from.x} ${from.y} L${to.x} ${to.y}`;
  }
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
