import { Box, Group, Text } from "@mantine/core";
import { geoInterpolate, geoPath } from "d3-geo";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { GRATICULE, LAND } from "virtual:land";
import type { Accelerator, Region, RelayOfFleet, Schemas } from "../../api/types";
import { useRegionName } from "../../parts/regions";
import { Dot } from "../../parts/State";
import { millis } from "./RegionLinks";
import { HEIGHT, projection, WIDTH } from "./projection";
import classes from "./WorldMap.module.css";

const path = geoPath(projection);

interface Place {
  region: Region;
  x: number;
  y: number;
  position: [number, number];
  relays: RelayOfFleet[];
  accelerators: number;
  isOrigin: boolean;
}

/** Without any server of tiles: the land comes with the console. */
export function WorldMap({
  regions,
  relays,
  accelerators,
  pairs,
}: {
  regions: Region[];
  relays: RelayOfFleet[];
  accelerators: Accelerator[];
  pairs: Schemas["RegionPair"][];
}) {
  const { t } = useTranslation();
  const name = useRegionName();
  const [hovered, setHovered] = useState<string | null>(null);
  const places = useMemo(() => placesOf(regions, relays, accelerators), [regions, relays, accelerators]);
  const at = (code: string | undefined) => places.find(({ region }) => region.code === code);
  const used = routesInUse(accelerators);
  const shown = hovered === null ? undefined : at(hovered);
  return (
    <Box pos="relative" className={classes["frame"] ?? ""}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes["map"]} role="img" aria-label={t("overview.map", { regions: places.filter((place) => place.relays.length > 0).length, relays: relays.length })}>
        <g transform="scale(.5)">
          <path d={GRATICULE} className={classes["graticule"]} />
          <path d={LAND} className={classes["land"]} />
        </g>
        {used.map(([from, to]) => (
          <Arc key={`${from} ${to}`} from={at(from)} to={at(to)} className={classes["route"] ?? ""} />
        ))}
        {pairs.map((pair) => (
          <Arc
            key={`${pair.fromRegion} ${pair.toRegion}`}
            from={at(pair.fromRegion)}
            to={at(pair.toRegion)}
            className={classes["link"] ?? ""}
            {...((pair.fromRegion ?? "") < (pair.toRegion ?? "") && { label: millis(pair.p50Millis) })}
          />
        ))}
        {places.map((place) => {
          const tone = toneOf(place);
          return (
            <g key={place.region.code} transform={`translate(${place.x},${place.y})`} className={classes["place"]} data-tone={tone} onMouseEnter={() => setHovered(place.region.code ?? null)} onMouseLeave={() => setHovered(null)}>
              <circle r={14} className={classes["touch"]} />
              {tone !== "idle" && <circle r={tone === "origin" ? 7 : 9} className={classes["halo"]} />}
              <circle r={tone === "idle" ? 2.2 : 4.5} className={classes["dot"]} />
            </g>
          );
        })}
        {places
          .filter((place) => toneOf(place) !== "idle")
          .map((place) => (
            <text key={place.region.code} x={place.x} y={place.y + 22} className={classes["name"]}>
              {name(place.region.code)}
            </text>
          ))}
      </svg>
      {shown && (
        <Box className={classes["hint"]} style={{ left: `${(shown.x / WIDTH) * 100}%`, top: `${(shown.y / HEIGHT) * 100}%` }}>
          <Text fz="sm" fw={600}>
            {name(shown.region.code)}
          </Text>
          <Text fz="xs" c="dimmed">
            {t("overview.inRegion", { relays: shown.relays.length, accelerators: shown.accelerators })}
          </Text>
        </Box>
      )}
      <Group className={classes["legend"] ?? ""} gap="md">
        <Group gap={6}>
          <Dot tone="good" />
          <Text fz="xs">{t("overview.withRelay")}</Text>
        </Group>
        <Group gap={6}>
          <span className={classes["origin"]} />
          <Text fz="xs">{t("overview.withEndpoints")}</Text>
        </Group>
      </Group>
    </Box>
  );
}

function toneOf(place: Place): "relay" | "down" | "origin" | "idle" {
  if (place.relays.length > 0) {
    return place.relays.some((relay) => relay.alive) ? "relay" : "down";
  }
  return place.isOrigin ? "origin" : "idle";
}

function placesOf(regions: Region[], relays: RelayOfFleet[], accelerators: Accelerator[]): Place[] {
  const origins = new Set(groupsOf(accelerators).map(([, to]) => to));
  return regions.flatMap((region) => {
    const [latitude, longitude] = (region.coordinates ?? "").split(",").map(Number);
    if (latitude === undefined || longitude === undefined || Number.isNaN(latitude + longitude)) {
      return [];
    }
    const position: [number, number] = [longitude, latitude];
    const point = projection(position);
    return point
      ? [
          {
            region,
            x: point[0],
            y: point[1],
            position,
            relays: relays.filter((relay) => relay.region === region.code),
            accelerators: accelerators.filter((one) => one.regions?.some((each) => each.region === region.code)).length,
            isOrigin: origins.has(region.code ?? ""),
          },
        ]
      : [];
  });
}

function groupsOf(accelerators: Accelerator[]): [string, string][] {
  return accelerators.flatMap((one) =>
    (one.regions ?? []).flatMap((region) =>
      (one.listeners ?? []).flatMap((listener) =>
        (listener.endpointGroups ?? []).map((group): [string, string] => [region.region ?? "", group.region ?? ""]),
      ),
    ),
  );
}

function routesInUse(accelerators: Accelerator[]): [string, string][] {
  return [...new Map(groupsOf(accelerators).map((pair) => [pair.join(" "), pair])).values()].filter(([from, to]) => from !== to);
}

const STEPS = 48;

function Arc({ from, to, className, label }: { from: Place | undefined; to: Place | undefined; className: string; label?: string }) {
  if (!from || !to) {
    return null;
  }
  const along = geoInterpolate(from.position, to.position);
  const line = Array.from({ length: STEPS + 1 }, (_, step) => along(step / STEPS));
  const middle = projection(along(0.5));
  return (
    <>
      <path d={path({ type: "LineString", coordinates: line }) ?? ""} className={className} />
      {label && middle && (
        <text x={middle[0]} y={middle[1] - 5} className={classes["label"]}>
          {label}
        </text>
      )}
    </>
  );
}
