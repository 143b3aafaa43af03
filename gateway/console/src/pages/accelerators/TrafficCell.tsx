import { Stack, Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { trafficQuery } from "../../api/queries";
import { formatBitsPerSecond, formatCount } from "../../parts/format";

const EVERY_SECONDS = 15;

/** What an accelerator forwards now; asked for only while it is in sight. */
export function TrafficCell({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ref, inViewport } = useInViewport();
  const { data } = useQuery({ ...trafficQuery(id, {}, EVERY_SECONDS), enabled: inViewport });
  const last = data?.windows?.at(-1);
  return (
    <Stack gap={0} ref={ref} style={{ fontVariantNumeric: "tabular-nums" }}>
      <Text fz="sm">{formatBitsPerSecond(data ? (last?.bitsPerSecondOut ?? 0) : null)}</Text>
      <Text fz="xs" c="dimmed">
        {t("accelerators.open", { count: data?.totals?.connectionsActive ?? 0, shown: formatCount(data?.totals?.connectionsActive) })}
      </Text>
    </Stack>
  );
}
