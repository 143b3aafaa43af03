import type { Kind } from "./draft";

/** How a field of an entry is edited; the name is that of the API. */
export type Field = { name: string; required?: boolean } & (
  | { as: "text" | "flag" | "price" | "endpointTypes" }
  | { as: "number"; least: number; most: number }
  | { as: "usage"; billingType: string }
);

export const ENDPOINT_TYPES = ["ECS", "SLB", "PUBLIC_IP", "CUSTOM_IP", "CUSTOM_DOMAIN"];

const MOST_MBPS = 1_000_000;

export const FIELDS: Record<Kind | "limits", Field[]> = {
  regions: [
    { name: "name", as: "text", required: true },
    { name: "nameChinese", as: "text" },
    { name: "area", as: "text", required: true },
    { name: "coordinates", as: "text" },
    { name: "mainlandChina", as: "flag" },
    { name: "icpRequired", as: "flag" },
    { name: "ipv6", as: "flag" },
  ],
  specifications: [
    { name: "name", as: "text", required: true },
    { name: "regions", as: "number", least: 1, most: 500, required: true },
    { name: "peakMbps", as: "number", least: 1, most: MOST_MBPS, required: true },
    { name: "maxConnections", as: "number", least: 1, most: 1_000_000_000, required: true },
    { name: "monthlyPrice", as: "price", required: true },
    { name: "yearlyPrice", as: "price" },
  ],
  bandwidthTypes: [
    { name: "name", as: "text", required: true },
    { name: "offCloud", as: "flag", required: true },
    { name: "global", as: "flag", required: true },
    { name: "endpointTypes", as: "endpointTypes" },
    { name: "monthlyPricePerMbps", as: "price", required: true },
    { name: "monthlyCrossBorderPricePerMbps", as: "price", required: true },
    { name: "yearlyPricePerMbps", as: "price" },
    { name: "yearlyCrossBorderPricePerMbps", as: "price" },
    { name: "usagePrices", as: "usage", billingType: "PAY_BY_TRAFFIC" },
    { name: "usagePrices", as: "usage", billingType: "PAY_BY_95TH" },
  ],
  limits: [
    { name: "planMbps", as: "number", least: 2, most: MOST_MBPS, required: true },
    { name: "months", as: "number", least: 0, most: 120, required: true },
    { name: "years", as: "number", least: 0, most: 10, required: true },
    { name: "openEnded", as: "flag", required: true },
  ],
};
