import { expect, test } from "vitest";
import type { Accelerator } from "../../api/types";
import { layout, type RelayState } from "./layout";

const group = (id: string) => ({ id, region: "us-west-1", endpoints: [{ id: `ep-${id}` }] });
const accelerator = (groups: string[]) =>
  ({ regions: [{ region: "cn-hongkong" }], listeners: [{ id: "lsr", endpointGroups: groups.map(group) }] }) as unknown as Accelerator;
const relay = (id: string) => ({ relay: id, region: "cn-hongkong" }) as RelayState;

test("columns stand side by side, and one below the other on a telephone", () => {
  const side = layout(accelerator(["epg"]), [relay("one")], undefined, undefined, 60, 1_000);
  expect(new Set([...side.regions, ...side.relays, ...side.groups].map(({ x }) => x)).size).toBe(3);
  const narrow = layout(accelerator(["epg"]), [relay("one")], undefined, undefined, 60, 326);
  const boxes = [...narrow.regions, ...narrow.relays, ...narrow.groups];
  expect(narrow.width).toBe(326);
  expect(boxes.every(({ x, width }) => x === 0 && width === 326)).toBe(true);
  boxes.slice(1).forEach(({ y }, index) => expect(y).toBeGreaterThan((boxes[index]?.y ?? 0) + (boxes[index]?.height ?? 0)));
  expect(narrow.links.map(({ from, to }) => to.y - from.y).every((fall) => fall > 0)).toBe(true);
  expect(narrow.links.filter(({ pair }) => pair)).toHaveLength(1);
});

test("labels of several relays lie on no box", () => {
  const narrow = layout(accelerator(["a", "b"]), [relay("one"), relay("two")], undefined, undefined, 60, 326);
  expect(narrow.links.some(({ pair }) => pair)).toBe(false);
  expect(layout(accelerator(["a", "b"]), [relay("one"), relay("two")], undefined, undefined, 60, 700).width).toBe(900);
});
