import { useCallback, useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { poolsQuery, regionsQuery } from "../api/queries";
import type { Region } from "../api/types";
import { useRights } from "../identity/identity";
import { type Choice, regionChoices } from "./choices";

/** The name of a region in the viewer's language; its code until the catalog answers. */
export function useRegionName(): (code: string | null | undefined) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery(regionsQuery);
  const { language } = i18n;
  return useCallback(
    (code) => {
      const found = data?.find((region) => region.code === code);
      return (language === "zh" ? found?.nameChinese : found?.name) ?? found?.name ?? code ?? "–";
    },
    [data, language],
  );
}

export function useRegions(): Region[] {
  return useQuery(regionsQuery).data ?? [];
}

/** Regions with addresses, which clients and relays need there; null where it is not known: operators alone see the pools. */
export function useAddressedRegions(): ReadonlySet<string> | null {
  const isOperator = useRights().me.role === "OPERATOR";
  const pools = useQuery({ ...poolsQuery, enabled: isOperator }).data;
  return useMemo(() => (pools ? new Set(pools.map(({ region }) => region ?? "")) : null), [pools]);
}

/** Options of a select, by area; only those that pass, and those without addresses disabled if it is given which have some. */
export function useRegionOptions(passes: (region: Region) => boolean = () => true, addressed: ReadonlySet<string> | null = null): { group: string; items: Choice[] }[] {
  const { t } = useTranslation();
  const name = useRegionName();
  const texts = { area: (area: string) => t(`area.${area}`, { defaultValue: area }), name, withoutAddresses: t("area.withoutAddresses") };
  return regionChoices(useRegions().filter(passes), texts, addressed);
}
