import { Alert, Anchor, Button, Card, Group, Loader, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import { relaysQuery } from "../../api/queries";
import type { Schemas } from "../../api/types";
import { CodeBlock } from "../../parts/Copy";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { AnchorLink } from "../../parts/links";
import { Moment } from "../../parts/Moment";
import { AddressesHint } from "../../parts/AddressesHint";
import { useAddressedRegions, useRegionOptions } from "../../parts/regions";
import { RelayBadge } from "./RelayBadge";

const HOUR = 3_600;
const LIFETIMES = [HOUR, 24 * HOUR, 7 * 24 * HOUR];

/** A token and the one command; then the relays that join with it, as they come. */
export function AddRelay() {
  const { t } = useTranslation();
  const addressed = useAddressedRegions();
  const regions = useRegionOptions(undefined, addressed);
  const [region, setRegion] = useState("");
  const [uses, setUses] = useState<number | string>(1);
  const [lifetimeSeconds, setLifetime] = useState(HOUR);
  const made = useMutation({
    mutationFn: () =>
      read(api.POST("/v1/relays/join-tokens", { body: { region, lifetimeSeconds, ...(typeof uses === "number" && { uses }) } })) as Promise<Schemas["JoinTokenMade"]>,
  });
  const token = made.data;
  return (
    <Card>
      <Text component="h2" fw={600}>
        {t("relays.add")}
      </Text>
      <Text fz="sm" c="dimmed" mb="sm">
        {t("relays.addText")}
      </Text>
      <Stack>
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            made.mutate();
          }}
        >
          <Group align="end">
            <Select label={t("relays.joinRegion")} data={regions} value={region || null} onChange={(to) => setRegion(to ?? "")} searchable required w={220} />
            <NumberInput label={t("relays.joinUses")} value={uses} onChange={setUses} min={1} max={100} allowDecimal={false} w={140} />
            <Select
              label={t("relays.joinLifetime")}
              data={LIFETIMES.map((seconds) => ({ value: `${seconds}`, label: t("time.hours", { count: seconds / HOUR }) }))}
              value={`${lifetimeSeconds}`}
              onChange={(to) => setLifetime(Number(to))}
              allowDeselect={false}
              w={160}
            />
            <Button type="submit" loading={made.isPending} disabled={region === ""}>
              {t("relays.joinMake")}
            </Button>
          </Group>
        </form>
        <AddressesHint addressed={addressed} />
        {made.error && <Failure error={made.error} />}
        {token && (
          <>
            <Alert color="teal" icon={<Icon name="check" />} title={t("relays.joinOnce")}>
              <Text fz="sm" mb="xs">
                {t("relays.joinRun")}
              </Text>
              <CodeBlock label={t("relays.add")} text={`./sixlane relay join ${window.location.origin} --token ${token.token}`} />
            </Alert>
            <Anchor href="/docs/how-to/a-relay-on-another-machine" target="_blank" fz="sm">
              {t("relays.addDocs")}
            </Anchor>
            <Joined id={token.details?.id ?? ""} />
          </>
        )}
      </Stack>
    </Card>
  );
}

const LOOK_MILLIS = 1_000;

function Joined({ id }: { id: string }) {
  const { t } = useTranslation();
  const token = useQuery({
    queryKey: ["join-token", id],
    queryFn: ({ signal }) => read(api.GET("/v1/relays/join-tokens/{tokenId}", { params: { path: { tokenId: id } }, signal })),
    refetchInterval: LOOK_MILLIS,
  }).data;
  const { data: relays = [] } = useQuery({ ...relaysQuery, refetchInterval: LOOK_MILLIS });
  const joined = token?.usedBy ?? [];
  return (
    <Stack gap="xs" role="status">
      {joined.map((relay) => {
        const found = relays.find((one) => one.id === relay);
        return (
          <Group key={relay} gap="sm" data-joined={relay}>
            <Icon name="check" size={16} />
            <Text fz="sm">{t("relays.joined", { relay })}</Text>
            {found ? (
              <>
                <RelayBadge relay={found} />
                <Text fz="xs" c="dimmed">
                  {t("relays.heartbeat")} <Moment at={found.lastHeartbeatAt} age />
                </Text>
                <AnchorLink to="/relays/$relayId" params={{ relayId: relay }} fz="sm">
                  {t("probe.show")}
                </AnchorLink>
              </>
            ) : (
              <Text fz="xs" c="dimmed">
                {t("relays.joinHeartbeat")}
              </Text>
            )}
          </Group>
        );
      })}
      {joined.length < (token?.uses ?? 1) && (
        <Group gap="sm">
          <Loader size="xs" />
          <Text fz="sm">{t("relays.joinWaits")}</Text>
        </Group>
      )}
    </Stack>
  );
}
