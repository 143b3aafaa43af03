import * as z from "zod/mini";
import type { Recommended, Schemas } from "../../api/types";
import {
  chosenText,
  displayName,
  endpointSchema,
  groupBody,
  groupSchema,
  listenerBody,
  listenerSchema,
  NEW_ENDPOINT,
  NEW_GROUP,
  NEW_LISTENER,
  positive,
} from "../../forms/model";
import { grouped } from "../../parts/grouped";

// What the six steps ask, kept in the browser until the accelerator is there.

export const requirementsSchema = z.object({
  accelerationRegion: chosenText,
  serviceRegion: chosenText,
  icpFiling: z.boolean(),
  serverArea: z.enum(["ON_CLOUD", "OFF_CLOUD"]),
  peakBandwidthMbps: positive.check(z.lte(100_000, "tooLong")),
  maxConcurrentConnections: positive,
});
export type Requirements = z.infer<typeof requirementsSchema>;

export const purchaseSchema = z.object({
  specification: chosenText,
  bandwidthType: chosenText,
  peakBandwidthMbps: positive,
  crossBorderMbps: z.nullable(z.number()),
  unit: z.enum(["MONTH", "YEAR", "OPEN_ENDED"]),
  count: positive.check(z.lte(36, "tooLong")),
  billing: z.enum(["PAY_BY_BANDWIDTH", "PAY_BY_95TH", "PAY_BY_TRAFFIC"]),
});
export type Purchase = z.infer<typeof purchaseSchema>;

export const areaSchema = z.object({
  regions: z
    .array(
      z.object({
        region: chosenText,
        bandwidthMbps: positive,
        ipVersion: z.enum(["IPV6", "IPV4", "DUAL_STACK"]),
      }),
    )
    .check(z.minLength(1, "required")),
});

export const originSchema = z.object({
  group: groupSchema,
  endpoints: z.array(endpointSchema).check(z.minLength(1, "required")),
});

export const nameSchema = z.object({ name: z.union([z.literal(""), displayName]) });

export const draftSchema = z.object({
  requirements: requirementsSchema,
  purchase: purchaseSchema,
  area: areaSchema,
  listener: listenerSchema,
  origin: originSchema,
  named: nameSchema,
});
export type Draft = z.infer<typeof draftSchema>;

export interface Kept {
  draft: Draft;
  /** The furthest step that was reached. */
  reached: number;
  /** Of the order: pressing twice, or again after a lost answer, buys once. */
  key: string;
  /** Once it is there. */
  acceleratorId?: string;
}

/** The seed's own example. */
export const FIRST_DRAFT: Draft = {
  requirements: {
    accelerationRegion: "cn-hongkong",
    serviceRegion: "us-west-1",
    icpFiling: false,
    serverArea: "OFF_CLOUD",
    peakBandwidthMbps: 10,
    maxConcurrentConnections: 5_000,
  },
  purchase: {
    specification: "",
    bandwidthType: "",
    peakBandwidthMbps: 10,
    crossBorderMbps: null,
    unit: "MONTH",
    count: 1,
    billing: "PAY_BY_BANDWIDTH",
  },
  area: { regions: [{ region: "cn-hongkong", bandwidthMbps: 10, ipVersion: "IPV6" }] },
  listener: NEW_LISTENER,
  origin: { group: { ...NEW_GROUP, region: "us-west-1" }, endpoints: [NEW_ENDPOINT] },
  named: { name: "" },
};

const KEPT = "sixlane.create";
export const KEPT_STEP = "sixlane.create.step";

/** What was kept; the first draft if it is none that this version understands. */
export function keptDraft(text: string | null): Kept {
  const fresh: Kept = { draft: FIRST_DRAFT, reached: 1, key: crypto.randomUUID() };
  if (text === null) {
    return fresh;
  }
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    const draft = kept.draft;
    const isComplete = draft !== undefined && Object.keys(FIRST_DRAFT).every((part) => part in draft);
    return isComplete && typeof kept.key === "string" ? ({ ...fresh, ...kept } as Kept) : fresh;
  } catch {
    return fresh;
  }
}

export function readDraft(): Kept {
  return keptDraft(localStorage.getItem(KEPT));
}

export function keepDraft(kept: Kept): void {
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

export function dropDraft(): void {
  localStorage.removeItem(KEPT);
  localStorage.removeItem(KEPT_STEP);
}

export function recommendationBody(requirements: Requirements): Schemas["RecommendationRequest"] {
  return requirements;
}

/** The steps after a bundle was chosen start with what fits it. */
export function choose(draft: Draft, bundle: Recommended): Draft {
  const { accelerationRegion, serviceRegion, serverArea } = draft.requirements;
  const peak = bundle.peakBandwidthMbps ?? draft.requirements.peakBandwidthMbps;
  return {
    ...draft,
    purchase: {
      ...draft.purchase,
      specification: bundle.specification ?? "",
      bandwidthType: bundle.bandwidthType ?? "",
      peakBandwidthMbps: peak,
      crossBorderMbps: bundle.crossBorderMbps ?? null,
    },
    area: {
      regions: draft.area.regions.map((one, index) =>
        index === 0 ? { ...one, region: accelerationRegion, bandwidthMbps: Math.min(peak, one.bandwidthMbps) || peak } : one,
      ),
    },
    origin: {
      ...draft.origin,
      group: { ...draft.origin.group, region: serviceRegion, backendService: serverArea },
    },
  };
}

/** The whole accelerator as one request. */
export function acceleratorBody(draft: Draft, areaOf: (region: string) => string): Schemas["AcceleratorRequest"] {
  const { purchase, area, listener, origin, named } = draft;
  const areas = [...grouped(area.regions, ({ region }) => areaOf(region))].map(([name, regions]) => ({
    area: name,
    regions,
  }));
  return {
    ...(named.name.trim() && { name: named.name.trim() }),
    bundle: {
      specification: purchase.specification,
      bandwidthType: purchase.bandwidthType,
      peakBandwidthMbps: purchase.peakBandwidthMbps,
      ...(purchase.crossBorderMbps !== null && { crossBorderMbps: purchase.crossBorderMbps }),
    },
    term: purchase.unit === "OPEN_ENDED" ? { unit: "OPEN_ENDED" } : { unit: purchase.unit, count: purchase.count },
    ...(purchase.billing !== "PAY_BY_BANDWIDTH" && {
      billing: purchase.billing === "PAY_BY_95TH" ? { type: "PAY_BY_95TH", guaranteedPercent: 20 } : { type: purchase.billing },
    }),
    areas,
    listeners: [{ ...listenerBody(listener), endpointGroups: [groupBody(origin.group, origin.endpoints)] }],
  } as Schemas["AcceleratorRequest"];
}

