import { ActionIcon, Badge, Box, Button, Card, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EndpointGroup, Listener } from "../../api/types";
import { useRights } from "../../identity/identity";
import { Copyable } from "../../parts/Copy";
import { formatEndpoint, formatPorts } from "../../parts/format";
import { Icon, type IconName } from "../../parts/icons";
import { useRegionName } from "../../parts/regions";
import { useAccelerator } from "../accelerator/AcceleratorPage";
import { type Task, TaskDrawer } from "./forms";

/** Everything that can be changed; each change shows its cost before it is made. */
export function Configuration() {
  const { t } = useTranslation();
  const { accelerator } = useAccelerator();
  const me = useRights();
  const name = useRegionName();
  const [task, setTask] = useState<Task | null>(null);
  return (
    <Stack>
      <Section title={t("accelerators.name")} action={<Edit label={t("change.rename")} onClick={() => setTask({ kind: "rename" })} />}>
        <Text px="md" pb="md">
          {accelerator.name || "–"}
        </Text>
      </Section>
      <Section title={t("configuration.areas")} action={<Add label={t("change.addRegion")} onClick={() => setTask({ kind: "addRegion" })} />}>
        <Rows
          rows={(accelerator.regions ?? []).map((region) => [
            name(region.region),
            <Box key="address">
              {[region.acceleratedIp, region.acceleratedIpv4].map((address) => address && <Copyable key={address} text={address} />)}
            </Box>,
            `${region.bandwidthMbps} Mbit/s`,
            <Actions key="actions">
              <Edit label={`${t("change.changeRegion")}: ${name(region.region)}`} onClick={() => setTask({ kind: "changeRegion", region })} />
              <Remove
                label={t("change.removeRegion", { name: name(region.region) })}
                onClick={(title) => setTask({ kind: "remove", title, change: { op: "removeRegion", region: region.region ?? "", cascade: true } })}
              />
            </Actions>,
          ])}
        />
      </Section>
      {(accelerator.listeners ?? []).map((listener) => (
        <Section
          key={listener.id}
          title={
            <>
              {t("configuration.listener")} {listener.name}{" "}
              <Badge c="var(--mantine-color-text)">
                {listener.protocol} {formatPorts(listener.ports)}
              </Badge>{" "}
              <Text span fz="xs" c="dimmed" fw={400}>
                {t(`affinity.${listener.clientAffinity ?? "NONE"}`)}
                {(listener.accessLists ?? []).map(({ kind, prefixes = [] }) => ` · ${t(`accessList.${kind ?? "ALLOW"}`, { count: prefixes.length })}`)}
              </Text>
            </>
          }
          action={
            <Actions>
              <Add label={t("change.addGroup")} onClick={() => setTask({ kind: "addGroup", listener })} />
              <Edit label={t("change.changeListener", { name: listener.name })} onClick={() => setTask({ kind: "changeListener", listener })} />
              <Remove
                label={t("change.removeListener", { name: listener.name })}
                onClick={(title) => setTask({ kind: "remove", title, change: { op: "removeListener", listenerId: listener.id ?? "", cascade: true } })}
              />
            </Actions>
          }
        >
          {(listener.endpointGroups ?? []).length === 0 && (
            <Text px="md" pb="md" c="dimmed" fz="sm">
              {t("configuration.noGroup")}
            </Text>
          )}
          {(listener.endpointGroups ?? []).map((group) => (
            <GroupRows key={group.id} listener={listener} group={group} onTask={setTask} />
          ))}
        </Section>
      ))}
      {me.mayChange && (
        <Group>
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setTask({ kind: "addListener" })}>
            {t("change.addListener")}
          </Button>
          <Button variant="subtle" color="red" leftSection={<Icon name="trash" />} onClick={() => setTask({ kind: "delete" })}>
            {t("change.deleteThis")}
          </Button>
        </Group>
      )}
      {task && <TaskDrawer task={task} accelerator={accelerator} onClose={() => setTask(null)} />}
    </Stack>
  );
}

function GroupRows({ listener, group, onTask }: { listener: Listener; group: EndpointGroup; onTask: (task: Task) => void }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const address = { listenerId: listener.id ?? "", endpointGroupId: group.id ?? "" };
  return (
    <Box style={{ borderTop: "1px solid var(--mantine-color-default-border)" }}>
      <Group justify="space-between" px="md" py={6}>
        <Text fz="sm">
          <Text span fw={600} inherit>
            {group.name}
          </Text>{" "}
          · {name(group.region)} · {group.trafficPercentage ?? 100} % · {group.healthCheck?.protocol ?? t("group.noCheck")} · {t("group.clientIp")}: {t(`clientIp.${group.clientIp ?? "OFF"}`)}
          {(group.portOverrides ?? []).map(({ listenerPort, endpointPort }) => ` · ${listenerPort} → ${endpointPort}`)}
        </Text>
        <Actions>
          <Add label={t("change.addEndpoint")} onClick={() => onTask({ kind: "addEndpoint", listener, group })} />
          <Edit label={t("change.changeGroup", { name: group.name })} onClick={() => onTask({ kind: "changeGroup", listener, group })} />
          <Remove
            label={t("change.removeGroup", { name: group.name })}
            onClick={(title) => onTask({ kind: "remove", title, change: { op: "removeEndpointGroup", ...address, cascade: true } })}
          />
        </Actions>
      </Group>
      <Rows
        rows={(group.endpoints ?? []).map((endpoint) => [
          <Text key="address" ff="monospace" fz="sm">
            {formatEndpoint(endpoint)}
          </Text>,
          t("endpoint.weight", { weight: endpoint.weight }),
          t(`endpoint.${endpoint.state ?? "ACTIVE"}`),
          <Actions key="actions">
            <Edit label={t("change.changeEndpoint", { address: endpoint.address })} onClick={() => onTask({ kind: "changeEndpoint", listener, group, endpoint })} />
            <Remove
              label={t("change.removeEndpoint", { address: endpoint.address })}
              onClick={(title) => onTask({ kind: "remove", title, change: { op: "removeEndpoint", ...address, endpointId: endpoint.id ?? "" } })}
            />
          </Actions>,
        ])}
      />
    </Box>
  );
}

function Section({ title, action, children }: { title: ReactNode; action: ReactNode; children: ReactNode }) {
  return (
    <Card p={0}>
      <Group justify="space-between" px="md" py="sm">
        <Text fw={600} component="h2">
          {title}
        </Text>
        {action}
      </Group>
      {children}
    </Card>
  );
}

/** A line for each; the last cell has its actions. Lines wrap where it is narrow. */
function Rows({ rows }: { rows: ReactNode[][] }) {
  return rows.length === 0 ? (
    <Text px="md" pb="md" c="dimmed" fz="sm">
      –
    </Text>
  ) : (
    rows.map((cells, row) => (
      <Group key={row} px="md" py={6} gap="sm" style={{ borderTop: "1px solid var(--mantine-color-default-border)" }}>
        {cells.map((cell, column) => (
          <Box key={column} fz="sm" style={{ flex: column === cells.length - 1 ? "0 0 auto" : column < 1 ? "2 1 150px" : "1 1 90px" }}>
            {cell}
          </Box>
        ))}
      </Group>
    ))
  );
}

function Actions({ children }: { children: ReactNode }) {
  return (
    <Group gap={2} wrap="nowrap" justify="end">
      {children}
    </Group>
  );
}

function Act({ icon, label, color = "gray", onClick }: { icon: IconName; label: string; color?: string; onClick: () => void }) {
  return useRights().mayChange ? (
    <ActionIcon variant="subtle" color={color} title={label} aria-label={label} onClick={onClick}>
      <Icon name={icon} size={16} />
    </ActionIcon>
  ) : null;
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return <Act icon="plus" label={label} onClick={onClick} />;
}

function Edit({ label, onClick }: { label: string; onClick: () => void }) {
  return <Act icon="edit" label={label} onClick={onClick} />;
}

function Remove({ label, onClick }: { label: string; onClick: (title: string) => void }) {
  return <Act icon="trash" color="red" label={label} onClick={() => onClick(label)} />;
}
