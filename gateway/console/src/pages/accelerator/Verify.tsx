import { Alert, Card, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { recentTrafficQuery } from "../../api/queries";
import type { Accelerator } from "../../api/types";
import { CodeBlock } from "../../parts/Copy";
import { Figure } from "../../parts/Figure";
import { formatBytes, formatCount, formatMicros } from "../../parts/format";
import { Icon } from "../../parts/icons";
import { AnchorLink } from "../../parts/links";
import { useRegionName } from "../../parts/regions";
import { BeforeAfter } from "./BeforeAfter";
import { urlsOf } from "./urls";

const TIMES = ["time_connect", "time_starttransfer", "time_total"];
const SECURE_TIMES = TIMES.toSpliced(1, 0, "time_appconnect");

const timings = (url: string) =>
  `curl -o /dev/null -s -w '${(url.startsWith("https:") ? SECURE_TIMES : TIMES).map((time) => `${time}: %{${time}}\\n`).join("")}'`;
const SECONDS = 300;

/** The seed's sixth step: the commands to run at a client, and what arrives meanwhile. */
export function Verify({
  accelerator,
  probe,
  onProbe,
}: {
  accelerator: Accelerator;
  /** The measurement that is shown; undefined for none. */
  probe: string | undefined;
  onProbe: (id: string) => void;
}) {
  const { t } = useTranslation();
  const name = useRegionName();
  const totals = useQuery(recentTrafficQuery(accelerator.id ?? "", SECONDS)).data?.totals;
  const urls = urlsOf(accelerator);
  if (urls.length === 0) {
    return (
      <Alert icon={<Icon name="info" />}>
        {t("verify.none")}{" "}
        <AnchorLink to="/accelerators/$id/configuration" params={{ id: accelerator.id ?? "" }} fz="sm">
          {t("topology.configure")}
        </AnchorLink>
      </Alert>
    );
  }
  return (
    <Stack>
      <BeforeAfter accelerator={accelerator} probe={probe} onProbe={onProbe} />
      {urls.map(({ url, options, region, protocol }) => (
        <Card key={`${options}${url}`}>
          <Text fw={600}>{t("verify.from", { region: name(region) })}</Text>
          {protocol === "TCP" ? (
            <Stack gap="xs" mt="xs">
              <Text fz="sm" c="dimmed">
                {t("verify.reach")}
              </Text>
              <CodeBlock text={`curl -g ${options}'${url}'`} label={t("verify.reach")} />
              <Text fz="sm" c="dimmed">
                {t("verify.timings")}
              </Text>
              <CodeBlock text={`${timings(url)} -g ${options}'${url}'`} label={t("verify.timings")} />
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
