import type { Money } from "../api/types";

/** Minor units by the currency's own number of digits: 16500 of USD is $165.00. */
export function formatMoney(money: Money | null | undefined, language: string): string {
  if (money?.minorUnits === undefined) {
    return "–";
  }
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency: money.currency ?? "USD",
  });
  return format.format(money.minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
