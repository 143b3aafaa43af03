import { geoGraticule10, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";
import atlas from "world-atlas/land-110m.json" with { type: "json" };
import { projection } from "./src/pages/overview/projection.ts";

/**
 * Outlines of the world map, as SVG paths in whole units of half a pixel. The browser gets neither
 * the atlas nor the code that reads and projects it.
 */
export function land(): Plugin {
  const name = "virtual:land";
  const resolved = `\0${name}`;
  return {
    name: "land",
    resolveId: (source) => (source === name ? resolved : undefined),
    load: (id) => (id === resolved ? outlines() : undefined),
  };
}

function outlines(): string {
  const topology = atlas as unknown as Topology<{ land: GeometryCollection }>;
  const path = geoPath(projection);
  return Object.entries({ LAND: path(feature(topology, topology.objects.land)), GRATICULE: path(geoGraticule10()) })
    .map(([constant, outline]) => `export const ${constant} = ${JSON.stringify(inSteps(outline ?? ""))};`)
    .join("\n");
}

/** A path of absolute lines as steps from point to point, without those that stay on one point. */
function inSteps(path: string): string {
  return path
    .split("M")
    .filter((ring) => ring !== "")
    .map((ring) => {
      const points = [...ring.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Math.round(2 * Number(x)), Math.round(2 * Number(y))] as const);
      const steps = points.slice(1).map(([x, y], index) => [x - points[index]![0], y - points[index]![1]] as const);
      const lines = steps.filter(([x, y]) => x !== 0 || y !== 0).map(([x, y]) => `${x}${y < 0 ? "" : " "}${y}`);
      return lines.length === 0 ? "" : `M${points[0]!.join(" ")}l${lines.join(" ").replaceAll(" -", "-")}${ring.endsWith("Z") ? "z" : ""}`;
    })
    .join("");
}
