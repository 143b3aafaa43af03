import { Alert, Card, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { recentTrafficQuery } from "../../api/queries";
import type { Accelerator } from "../../api/types";
import { CodeBlock } from "../../parts/Copy";
import { Figure } from "../../parts/Figure";
import { formatBytes, formatCount, formatMicros } from "../../parts/format";
import { Icon } from "../../parts/icons";
import { useRegionName } from "../../parts/regions";
import { urlsOf } from "./urls";

const TIMINGS =
  "curl -o /dev/null -s -w 'time_connect: %{time_connect}\\ntime_starttransfer: %{time_starttransfer}\\ntime_total: %{time_total}\\n'";
const SECONDS = 300;

/** The seed's sixth step: the commands to run at a client, and what arrives meanwhile. */
export function Verify({ accelerator }: { accelerator: Accelerator }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const totals = useQuery(recentTrafficQuery(accelerator.id ?? "", SECONDS)).data?.totals;
  const urls = urlsOf(accelerator);
  if (urls.length === 0) {
    return <Alert icon={<Icon name="info" />}>{t("verify.none")}</Alert>;
  }
  return (
    <Stack>
      {urls.map(({ url, region, protocol }) => (
        <Card key={url}>
          <Text fw={600}>{t("verify.from", { region: name(region) })}</Text>
          {protocol === "TCP" ? (
            <Stack gap="xs" mt="xs">
              <Text fz="sm" c="dimmed">
                {t("verify.reach")}
              </Text>
              <CodeBlock text={`curl -g '${url}'`} label={t("verify.reach")} />
              <Text fz="sm" c="dimmed">
                {t("verify.timings")}
              </Text>
              <CodeBlock text={`${TIMINGS} -g '${url}'`} label={t("verify.timings")} />
            </Stack>
          ) : (
            <Text fz="sm" mt="xs">
              {t("verify.udp", { address: url })}
            </Text>
          )}
        </Card>
      ))}
      <Text fz="sm" c="dimmed">
        {t("verify.meanwhile")}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure name={t("traffic.opened")} value={formatCount(totals?.connectionsOpened)} hint={t("time.minutes", { count: SECONDS / 60 })} />
        <Figure name={t("traffic.bytesOut")} value={formatBytes(totals?.bytesOut)} />
        <Figure name={t("traffic.connect50")} value={formatMicros(totals?.connectMicros?.p50)} />
        <Figure name={t("traffic.firstByte50")} value={formatMicros(totals?.firstByteMicros?.p50)} />
      </SimpleGrid>
    </Stack>
  );
}
