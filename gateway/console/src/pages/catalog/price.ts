import type { Money } from "../../api/types";
import i18next from "i18next";
import { formatMoney } from "../../parts/money";

/** Null for a value that is no price. */
export function shownPrice(value: unknown): string | null {
  return typeof value === "object" && value !== null && "minorUnits" in value ? formatMoney(value as Money, i18next.language) : null;
}
