import { Alert, Button, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import { Refusal } from "../../api/problem";
import { probeQuery, relaysQuery } from "../../api/queries";
import type { Accelerator, Listener, Probe } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { useRegionName } from "../../parts/regions";
import { hostOf, isSecure } from "./urls";

const PROTOCOLS = ["HTTP", "HTTPS", "TCP"] as const;

interface Wanted {
  region: string;
  listenerId: string;
  protocol: (typeof PROTOCOLS)[number];
  path: string;
  serverName: string;
  verifyCertificate: boolean;
}

const ofListener = (listener: Listener | undefined): Pick<Wanted, "listenerId" | "protocol"> => ({
  listenerId: listener?.id ?? "",
  protocol: listener && isSecure(listener) ? "HTTPS" : "HTTP",
});

/** Asks for a measurement of an accelerator that has a TCP listener. */
export function AskProbe({ accelerator, again, onProbe }: { accelerator: Accelerator; again: boolean; onProbe: (id: string) => void }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const queries = useQueryClient();
  const listeners = (accelerator.listeners ?? []).filter(({ protocol }) => protocol === "TCP");
  const own = (accelerator.regions ?? []).map(({ region }) => region ?? "");
  const relays = useQuery(relaysQuery).data ?? [];
  const regions = [...new Set([...own, ...relays.filter(({ alive, draining }) => alive && !draining).map(({ region }) => region ?? "")])];
  const [wanted, setWanted] = useState<Wanted>({
    region: own[0] ?? "",
    ...ofListener(listeners[0]),
    path: "/",
    serverName: "",
    verifyCertificate: true,
  });
  const set = (part: Partial<Wanted>) => setWanted((old) => ({ ...old, ...part }));
  const ask = useMutation({
    mutationFn: (of: Wanted) => read(api.POST("/v1/probes", { body: { acceleratorId: accelerator.id ?? "", ...bodyOf(of) } })) as Promise<Probe>,
    onSuccess: (begun) => {
      queries.setQueryData(probeQuery(begun.id ?? "").queryKey, begun);
      onProbe(begun.id ?? "");
      void queries.invalidateQueries({ queryKey: ["probes"] });
    },
  });
  const refused = ask.error instanceof Refusal ? ask.error : null;
  const noRelay = refused?.problem.type === "/problems/no-relay-in-region" ? refused : null;
  const elsewhere = (noRelay?.problem as { regions?: string[] } | undefined)?.regions ?? [];
  const fields = refused?.fields ?? {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate(wanted);
      }}
    >
      <Group align="end">
        <Select
          label={t("probe.region")}
          data={regions.map((region) => ({ value: region, label: name(region) }))}
          value={wanted.region}
          onChange={(region) => set({ region: region ?? "" })}
          allowDeselect={false}
          w={220}
        />
        {listeners.length > 1 && (
          <Select
            label={t("probe.listener")}
            data={listeners.map((listener) => ({ value: listener.id ?? "", label: listener.name ?? "" }))}
            value={wanted.listenerId}
            onChange={(listenerId) => set(ofListener(listeners.find(({ id }) => id === listenerId)))}
            allowDeselect={false}
            w={180}
          />
        )}
        <Select
          label={t("probe.protocol")}
          data={PROTOCOLS.map((value) => ({ value, label: value === "TCP" ? t("probe.connectOnly") : value }))}
          value={wanted.protocol}
          onChange={(protocol) => set({ protocol: PROTOCOLS.find((one) => one === protocol) ?? "HTTP" })}
          allowDeselect={false}
          w={140}
        />
        {wanted.protocol !== "TCP" && (
          <TextInput
            label={t("probe.path")}
            value={wanted.path}
            maxLength={255}
            onChange={(event) => set({ path: event.currentTarget.value })}
            error={fields["/path"]}
            w={140}
          />
        )}
        {wanted.protocol === "HTTPS" && (
          <>
            <TextInput
              label={t("probe.serverName")}
              placeholder={hostOf(listeners.find(({ id }) => id === wanted.listenerId)) ?? t("probe.noName")}
              value={wanted.serverName}
              maxLength={253}
              onChange={(event) => set({ serverName: event.currentTarget.value.trim() })}
              error={fields["/serverName"]}
              w={200}
            />
            <Switch
              label={t("probe.verify")}
              checked={wanted.verifyCertificate}
              onChange={(event) => set({ verifyCertificate: event.currentTarget.checked })}
              mb={8}
            />
          </>
        )}
        <Button type="submit" loading={ask.isPending}>
          {again ? t("probe.again") : t("probe.measure")}
        </Button>
      </Group>
      {noRelay ? (
        <Alert mt="sm" color="yellow" icon={<Icon name="info" />} role="alert" title={t("probe.noRelayTitle", { region: name(ask.variables?.region) })}>
          <Text fz="sm">{t("probe.noRelayText")}</Text>
          <Group mt="xs">
            {elsewhere.map((region) => (
              <Button
                key={region}
                size="xs"
                variant="default"
                onClick={() => {
                  set({ region });
                  ask.mutate({ ...wanted, region });
                }}
              >
                {t("probe.measureFrom", { region: name(region) })}
              </Button>
            ))}
          </Group>
        </Alert>
      ) : (
        ask.error && <Failure error={ask.error} shownFields={["/path", "/serverName"]} />
      )}
    </form>
  );
}

function bodyOf({ region, listenerId, protocol, path, serverName, verifyCertificate }: Wanted) {
  const where = { region, listenerId };
  switch (protocol) {
    case "TCP":
      return { ...where, protocol };
    case "HTTP":
      return { ...where, protocol, path };
    case "HTTPS":
      return { ...where, protocol, path, verifyCertificate, ...(serverName && { serverName }) };
  }
}
