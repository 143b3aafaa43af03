import type { Schemas } from "../../api/types";
import type { Purchase } from "./draft";

export interface Price {
  currency: string;
  specification: number;
  /** Null when it is charged by use. */
  bandwidth: number | null;
  crossBorder: number;
  total: number;
}

/** What a term costs by the catalog, in minor units; the service counts again and refuses another price. */
export function priceOf(
  purchase: Purchase,
  specifications: Schemas["SpecificationEntry"][],
  types: Schemas["BandwidthTypeEntry"][],
): Price {
  const specification = specifications.find(({ code }) => code === purchase.specification);
  const type = types.find(({ code }) => code === purchase.bandwidthType);
  const isYear = purchase.unit === "YEAR";
  const times = purchase.unit === "OPEN_ENDED" ? 1 : purchase.count;
  const of = (monthly: Schemas["Money"] | undefined, yearly: Schemas["Money"] | undefined) =>
    ((isYear ? yearly : monthly)?.minorUnits ?? 0) * times;
  const own = of(specification?.monthlyPrice, specification?.yearlyPrice);
  const bandwidth =
    purchase.billing === "PAY_BY_BANDWIDTH"
      ? of(type?.monthlyPricePerMbps, type?.yearlyPricePerMbps) * purchase.peakBandwidthMbps
      : null;
  const crossBorder =
    of(type?.monthlyCrossBorderPricePerMbps, type?.yearlyCrossBorderPricePerMbps) * (purchase.crossBorderMbps ?? 0);
  return {
    currency: specification?.monthlyPrice?.currency ?? "USD",
    specification: own,
    bandwidth,
    crossBorder,
    total: own + (bandwidth ?? 0) + crossBorder,
  };
}
