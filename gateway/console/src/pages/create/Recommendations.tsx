import { Alert, Badge, Box, Button, Card, Group, List, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import type { Recommended, Schemas } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { inViewersLanguage } from "../../i18n";
import { formatMoney } from "../../parts/money";
import { useRegions } from "../../parts/regions";
import { type Purchase, type Requirements, recommendationBody } from "./draft";

/** Every bundle that fits with its reasons and price; why the others do not; the nearest to an impossible wish. */
export function Recommendations({
  requirements,
  chosen,
  onChoose,
}: {
  /** Null while they are not valid. */
  requirements: Requirements | null;
  chosen: Purchase;
  onChoose: (bundle: Recommended) => void;
}) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["recommendations", requirements],
    queryFn: ({ signal }) => read(api.POST("/v1/recommendations", { body: recommendationBody(requirements as Requirements), signal })),
    enabled: requirements !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const fits = query.data?.recommended ?? [];
  const isChosen = (bundle: Recommended) => bundle.specification === chosen.specification && bundle.bandwidthType === chosen.bandwidthType && bundle.peakBandwidthMbps === chosen.peakBandwidthMbps;
  const isFresh = !query.isPlaceholderData && query.data !== undefined;
  // The cheapest fit is chosen until another one is, and again when the chosen one no longer fits.
  useEffect(() => {
    const [first] = fits;
    if (isFresh && first && !fits.some(isChosen)) {
      onChoose(first);
    }
  }, [isFresh, query.data]);
  return (
    <Card padding="lg">
      <Text component="h2" fw={650} fz="lg" mb="sm">
        {t("recommend.title")}
      </Text>
      {requirements === null && <Text c="dimmed">{t("recommend.invalid")}</Text>}
      {query.error && <Failure error={query.error} />}
      {query.isPending && requirements !== null && <Skeleton height={120} />}
      {query.data && requirements !== null && (
        <Stack style={{ opacity: query.isPlaceholderData ? 0.55 : 1 }}>
          {fits.length > 0 ? (
            <Radio.Group aria-label={t("recommend.title")} value={fits.findIndex(isChosen).toString()} onChange={(index) => fits[Number(index)] && onChoose(fits[Number(index)] as Recommended)}>
              <Fitting bundles={fits} chosen={fits.findIndex(isChosen)} />
            </Radio.Group>
          ) : (
            <Nearest nearest={query.data.nearest ?? []} onChoose={onChoose} isChosen={isChosen} />
          )}
          <Rejected rejected={query.data.rejected ?? []} />
        </Stack>
      )}
    </Card>
  );
}

const SHOWN = 3;

/** What the catalog writes about bundles, in the viewer's language. */
function useSentences(): (text: string) => string {
  const { i18n } = useTranslation();
  const regions = useRegions();
  return (text) =>
    inViewersLanguage(text, (name) => {
      const region = regions.find((one) => one.name === name)?.nameChinese;
      const key = name.toUpperCase().replaceAll(" ", "_");
      const known = [`specification.${key}`, `bandwidthType.${key}`].find((one) => i18n.exists(one));
      return region ?? (known ? i18n.t(known as "specification.SMALL_I") : name);
    });
}

function Fitting({ bundles, chosen }: { bundles: Recommended[]; chosen: number }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(chosen >= SHOWN);
  return (
    <Stack gap="sm">
      {bundles.slice(0, all ? bundles.length : SHOWN).map((bundle, index) => (
        <Radio.Card key={`${bundle.specification} ${bundle.bandwidthType}`} value={`${index}`} p="sm" radius="md" bd={index === chosen ? "2px solid var(--mantine-primary-color-filled)" : undefined}>
          <Group wrap="nowrap" align="start">
            <Radio.Indicator mt={3} />
            <BundleText bundle={bundle} best={index === 0} />
          </Group>
        </Radio.Card>
      ))}
      {bundles.length > SHOWN && !all && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)} style={{ alignSelf: "start" }}>
          {t("recommend.more", { count: bundles.length - SHOWN })}
        </Button>
      )}
    </Stack>
  );
}

export function BundleText({ bundle, best = false }: { bundle: Recommended; best?: boolean }) {
  const { t, i18n } = useTranslation();
  const sentence = useSentences();
  return (
    <Box style={{ flexGrow: 1 }}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {t(`specification.${bundle.specification}`, { defaultValue: bundle.specification ?? "" })} + {t(`bandwidthType.${bundle.bandwidthType}`, { defaultValue: bundle.bandwidthType ?? "" })} {bundle.peakBandwidthMbps} Mbit/s
        </Text>
        <Group gap="xs">
          {best && (
            <Badge color="teal" c="var(--mantine-color-text)">
              {t("recommend.best")}
            </Badge>
          )}
          <Text fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
            {t("recommend.perMonth", { price: formatMoney(bundle.monthlyPrice, i18n.language) })}
          </Text>
        </Group>
      </Group>
      <List fz="sm" c="dimmed" mt={4} spacing={2}>
        {(bundle.reasons ?? []).map((reason) => (
          <List.Item key={reason}>{sentence(reason)}</List.Item>
        ))}
      </List>
    </Box>
  );
}

/** What the form calls the fields of the request. */
const FIELDS = {
  accelerationRegions: "requirements.accelerationRegion",
  peakBandwidthMbps: "requirements.peak",
  crossBorderMbps: "purchase.crossBorder",
  maxConcurrentConnections: "requirements.connections",
} as const;

function Nearest({ nearest, onChoose, isChosen }: { nearest: Schemas["Nearest"][]; onChoose: (bundle: Recommended) => void; isChosen: (bundle: Recommended) => boolean }) {
  const { t } = useTranslation();
  const sentence = useSentences();
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<Icon name="warning" />} title={t("recommend.none")}>
        {nearest.length > 0 && t("recommend.nearest")}
      </Alert>
      {nearest.map(({ bundle, changes }) => (
        <Card key={`${bundle?.specification} ${bundle?.bandwidthType}`} p="sm">
          {bundle && <BundleText bundle={bundle} />}
          <List fz="sm" mt="xs">
            {(changes ?? []).map((change) => (
              <List.Item key={change.field}>
                <Text span inherit fw={600}>
                  {change.field && change.field in FIELDS ? t(FIELDS[change.field as keyof typeof FIELDS]) : change.field}
                </Text>{" "}
                {change.asked} → {change.instead}: {sentence(change.reason ?? "")}
              </List.Item>
            ))}
          </List>
          {bundle && (
            <Button mt="xs" size="xs" variant={isChosen(bundle) ? "filled" : "default"} onClick={() => onChoose(bundle)}>
              {isChosen(bundle) ? t("recommend.chosen") : t("recommend.take")}
            </Button>
          )}
        </Card>
      ))}
    </Stack>
  );
}

function Rejected({ rejected }: { rejected: Schemas["Rejected"][] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const sentence = useSentences();
  if (rejected.length === 0) {
    return null;
  }
  return (
    <Box>
      <Button variant="subtle" color="gray" size="compact-sm" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {t("recommend.rejected", { count: rejected.length })}
      </Button>
      {opened && (
        <Stack gap={4} mt="xs">
          {rejected.map((one) => (
            <Text key={`${one.specification} ${one.bandwidthType}`} fz="sm">
              <Text span inherit fw={600}>
                {[one.specification && t(`specification.${one.specification}`, { defaultValue: one.specification }), one.bandwidthType && t(`bandwidthType.${one.bandwidthType}`, { defaultValue: one.bandwidthType })].filter(Boolean).join(" + ")}
              </Text>{" "}
              <Text span inherit c="dimmed">
                {sentence(one.reason ?? one.problems?.join("; ") ?? "")}
              </Text>
            </Text>
          ))}
        </Stack>
      )}
    </Box>
  );
}
