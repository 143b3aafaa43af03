import { Badge, Box, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Forecast, Schemas } from "../../api/types";
import { formatCount, formatPorts } from "../../parts/format";
import { yamlOf } from "../../parts/yaml";
import { useRegionName } from "../../parts/regions";

/** Beside what it costs and the button, on most screens. */
const MOST_HEIGHT = 420;

/** The difference that a change makes, and what it costs on each relay. */
export function ForecastView({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation();
  const changes = forecast.changes ?? [];
  return (
    <Stack gap="md">
      <Box>
        <Text fw={600} fz="sm" mb={4}>
          {t("change.difference")}
        </Text>
        {changes.length === 0 ? (
          <Text fz="sm" c="dimmed">
            {t("change.nothing")}
          </Text>
        ) : (
          <Box mah={MOST_HEIGHT} style={{ overflow: "auto" }} tabIndex={0} role="region" aria-label={t("change.difference")}>
            <Differences changes={changes} />
          </Box>
        )}
      </Box>
      <RelaySteps relays={forecast.relays ?? []} />
    </Stack>
  );
}

export function Differences({ changes }: { changes: Schemas["FieldView"][] }) {
  return (
    <Card p={0}>
      <Table layout="fixed" fz="sm">
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={change.path}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                <Text fz="xs" c="dimmed" ff="monospace">
                  {change.path}
                </Text>
                {change.before !== undefined && change.before !== null && <Value sign="−" color="red" value={change.before} />}
                {change.after !== undefined && change.after !== null && <Value sign="+" color="teal" value={change.after} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Value({ sign, color, value }: { sign: string; color: string; value: unknown }) {
  const text = typeof value === "string" ? value : yamlOf(value);
  return (
    <Text fz="xs" ff="monospace" px={6} bg={`var(--mantine-color-${color}-light)`} style={{ borderRadius: 4, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
      {text
        .split("\n")
        .map((line) => `${sign} ${line}`)
        .join("\n")}
    </Text>
  );
}

const ACTION_COLOR = { BIND: "teal", RETARGET: "lane", REBIND: "yellow", UNBIND: "red" } as const;

function RelaySteps({ relays }: { relays: Schemas["Relay"][] }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const steps = relays.flatMap((relay) => (relay.steps ?? []).map((step) => ({ ...step, relay })));
  return (
    <Box>
      <Text fw={600} fz="sm" mb={4}>
        {t("change.relays")}
      </Text>
      {steps.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t("change.noRelay")}
        </Text>
      )}
      <Stack gap={6}>
        {steps.map(({ relay, ...step }) => (
          <Group key={`${relay.relay} ${step.listenerId}`} gap="xs" wrap="nowrap" align="start">
            <Badge color={ACTION_COLOR[step.action ?? "RETARGET"]} c="var(--mantine-color-text)" style={{ flexShrink: 0 }}>
              {t(`action.${step.action ?? "RETARGET"}`)}
            </Badge>
            <Text fz="sm">
              <Text span fw={600} inherit>
                {relay.relay ?? name(relay.region)}
              </Text>{" "}
              {step.name ?? step.listenerId} {step.protocol} {formatPorts(step.ports)}
              {" · "}
              {cost(step)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Box>
  );

  function cost(step: Schemas["Step"]): string {
    if (typeof step.connections === "number") {
      return step.connections === 0 ? t("change.noConnection") : t("change.connections", { count: step.connections, shown: formatCount(step.connections) });
    }
    return typeof step.connectionsAtMost === "number"
      ? step.connectionsAtMost === 0
        ? t("change.noConnection")
        : t("change.connectionsAtMost", { count: step.connectionsAtMost, shown: formatCount(step.connectionsAtMost) })
      : t("change.connectionsUnknown");
  }
}
