import type { Region } from "../api/types";
import { grouped } from "./grouped";

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/**
 * Options of a select, by area. Regions that have no addresses come last, in a group that says so, and cannot be taken; any can be
 * where it is not known which have some.
 */
export function regionChoices(
  regions: Region[],
  texts: { area: (area: string) => string; name: (code: string | undefined) => string; withoutAddresses: string },
  addressed: ReadonlySet<string> | null,
): { group: string; items: Choice[] }[] {
  const isAddressed = ({ code = "" }: Region) => addressed === null || addressed.has(code);
  const choice = ({ code = "" }: Region) => ({ value: code, label: texts.name(code) });
  const others = regions.filter((region) => !isAddressed(region));
  return [
    ...[...grouped(regions.filter(isAddressed), ({ area = "" }) => area)].map(([area, inArea]) => ({ group: texts.area(area), items: inArea.map(choice) })),
    ...(others.length > 0 ? [{ group: texts.withoutAddresses, items: others.map((region) => ({ ...choice(region), disabled: true })) }] : []),
  ];
}
