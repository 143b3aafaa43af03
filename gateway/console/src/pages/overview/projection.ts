import { geoNaturalEarth1 } from "d3-geo";

export const WIDTH = 1_000;
export const HEIGHT = 440;

/** With the Pacific in the middle no line breaks where most traffic is; without Antarctica. */
export const projection = geoNaturalEarth1()
  .rotate([-150, 0])
  .fitExtent(
    [
      [6, 6],
      [WIDTH - 6, HEIGHT + 76],
    ],
    { type: "Sphere" },
  );
