import { Button, Collapse, Group, SimpleGrid, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useRegionOptions } from "../parts/regions";
import { ChoiceField, LinesField, NumberField, SelectField, TextField } from "./fields";

// The inputs of a listener, an endpoint group and an endpoint, for making one and for changing one.

function More({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure();
  return (
    <Stack gap="sm">
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={opened}>
          {opened ? t("form.less") : t("form.more")}
        </Button>
      </Group>
      <Collapse expanded={opened}>{children}</Collapse>
    </Stack>
  );
}

export function ListenerFields({ prefix = "", isNew }: { prefix?: string; isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <TextField name={`${prefix}name`} label={t("listener.name")} description={t("listener.nameHint")} required />
      {isNew && (
        <ChoiceField
          name={`${prefix}protocol`}
          label={t("listener.protocol")}
          data={[
            { value: "TCP", label: "TCP" },
            { value: "UDP", label: "UDP" },
          ]}
        />
      )}
      <TextField name={`${prefix}ports`} label={t("listener.ports")} description={t("listener.portsHint")} placeholder="80, 8000-8010" required />
      <ChoiceField
        name={`${prefix}clientAffinity`}
        label={t("listener.affinity")}
        description={t("listener.affinityHint")}
        data={[
          { value: "SOURCE_IP", label: t("affinity.SOURCE_IP") },
          { value: "NONE", label: t("affinity.NONE") },
        ]}
      />
      <More>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField name={`${prefix}idleTimeoutSeconds`} label={t("listener.idle")} suffix=" s" placeholder={t("form.default")} />
          <NumberField name={`${prefix}bandwidthMbps`} pointer="limits/bandwidthMbps" label={t("listener.bandwidth")} suffix=" Mbit/s" placeholder={t("form.unlimited")} />
          <NumberField name={`${prefix}connectionsPerClient`} pointer="limits/connectionsPerClient" label={t("listener.perClient")} placeholder={t("form.unlimited")} />
          <NumberField name={`${prefix}newConnectionsPerSecondPerClient`} pointer="limits/newConnectionsPerSecondPerClient" label={t("listener.newPerClient")} placeholder={t("form.unlimited")} />
          <LinesField name={`${prefix}allow`} pointer="accessLists" label={t("listener.allow")} description={t("listener.allowHint")} placeholder={"2001:db8::/32\n192.0.2.0/24"} />
          <LinesField name={`${prefix}deny`} pointer="accessLists" label={t("listener.deny")} description={t("listener.denyHint")} placeholder="203.0.113.7" />
        </SimpleGrid>
      </More>
    </Stack>
  );
}

export function GroupFields({ prefix = "", isNew }: { prefix?: string; isNew: boolean }) {
  const { t } = useTranslation();
  const regions = useRegionOptions();
  const check: unknown = useFormContext().watch(`${prefix}healthCheck`);
  return (
    <Stack gap="sm">
      <TextField name={`${prefix}name`} label={t("group.name")} description={t("group.nameHint")} required />
      {isNew && <SelectField name={`${prefix}region`} label={t("group.region")} description={t("group.regionHint")} data={regions} searchable required />}
      <ChoiceField
        name={`${prefix}backendService`}
        label={t("group.backend")}
        data={[
          { value: "OFF_CLOUD", label: t("serverArea.OFF_CLOUD") },
          { value: "ON_CLOUD", label: t("serverArea.ON_CLOUD") },
        ]}
      />
      <ChoiceField
        name={`${prefix}clientIp`}
        label={t("group.clientIp")}
        description={t("group.clientIpHint")}
        data={[
          { value: "OFF", label: t("clientIp.OFF") },
          { value: "PROXY_V1", label: "PROXY v1" },
          { value: "PROXY_V2", label: "PROXY v2" },
        ]}
      />
      <ChoiceField
        name={`${prefix}healthCheck`}
        label={t("group.healthCheck")}
        description={t("group.healthCheckHint")}
        data={["NONE", "TCP", "HTTP", "HTTPS"].map((value) => ({ value, label: value === "NONE" ? t("group.noCheck") : value }))}
      />
      {(check === "HTTP" || check === "HTTPS") && <TextField name={`${prefix}healthPath`} pointer="healthCheck/path" label={t("group.healthPath")} />}
      <More>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField name={`${prefix}trafficPercentage`} label={t("group.percentage")} suffix=" %" min={0} max={100} />
          <TextField name={`${prefix}portOverrides`} label={t("group.overrides")} description={t("group.overridesHint")} placeholder="80=8080, 443=8443" />
          <NumberField name={`${prefix}drainSeconds`} label={t("group.drain")} suffix=" s" placeholder={t("form.default")} />
          <ChoiceField
            name={`${prefix}route`}
            label={t("group.route")}
            data={[
              { value: "AUTO", label: t("group.routeAuto") },
              { value: "DIRECT", label: t("group.routeDirect") },
            ]}
          />
        </SimpleGrid>
      </More>
    </Stack>
  );
}

const ENDPOINT_TYPES = ["CUSTOM_IP", "CUSTOM_DOMAIN", "PUBLIC_IP", "ECS", "SLB"] as const;

export function EndpointFields({ prefix = "", isNew }: { prefix?: string; isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {isNew && (
        <SelectField
          name={`${prefix}type`}
          label={t("endpoint.type")}
          data={ENDPOINT_TYPES.map((value) => ({ value, label: t(`endpointType.${value}`) }))}
        />
      )}
      {isNew && <TextField name={`${prefix}address`} label={t("endpoint.address")} placeholder="203.0.113.10" required />}
      <NumberField name={`${prefix}port`} label={t("endpoint.port")} description={t("endpoint.portHint")} placeholder={t("endpoint.samePort")} max={65_535} plain />
      <NumberField name={`${prefix}weight`} label={t("endpoint.weightName")} description={t("endpoint.weightHint")} min={0} max={255} required />
      {!isNew && (
        <ChoiceField
          name={`${prefix}state`}
          label={t("endpoint.state")}
          data={[
            { value: "ACTIVE", label: t("endpoint.ACTIVE") },
            { value: "DRAINING", label: t("endpoint.DRAINING") },
          ]}
        />
      )}
    </SimpleGrid>
  );
}
