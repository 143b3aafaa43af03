import { useInViewport } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { trafficQuery } from "../../api/queries";
import { formatBitsPerSecond, formatCount } from "../../parts/format";
import { Lines } from "../../parts/Lines";

const EVERY_SECONDS = 15;

/** What an accelerator forwards now; asked for only while it is in sight. */
export function TrafficCell({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const { data } = useQuery({ ...trafficQuery(id, {}, EVERY_SECONDS), enabled: inViewport });
  const last = data?.windows?.at(-1);
  return (
    <div ref={ref}>
      <Lines below={t("accelerators.open", { count: data?.totals?.connectionsActive ?? 0, shown: formatCount(data?.totals?.connectionsActive) })}>
        {formatBitsPerSecond(data ? (last?.bitsPerSecondOut ?? 0) : null)}
      </Lines>
    </div>
  );
}
