import { useCallback } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { regionsQuery } from "../api/queries";
import { grouped } from "./grouped";
import type { Region } from "../api/types";

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

/** Options of a select, by area; only those that pass. */
export function useRegionOptions(
  passes: (region: Region) => boolean = () => true,
): { group: string; items: { value: string; label: string }[] }[] {
  const { t } = useTranslation();
  const name = useRegionName();
  const groups = grouped(useRegions().filter(passes), (region) => region.area ?? "");
  return [...groups].map(([area, regions]) => ({
    group: t(`area.${area}`, { defaultValue: area }),
    items: regions.map(({ code }) => ({ value: code ?? "", label: name(code) })),
  }));
}
