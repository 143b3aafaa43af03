// Drawn while the console is built: see plugins.ts.
declare module "virtual:land" {
  /** Outlines in units of half a pixel. */
  export const LAND: string;
  export const GRATICULE: string;
}
