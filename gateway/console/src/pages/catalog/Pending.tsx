import { Badge, Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import { Refusal } from "../../api/problem";
import type { Schemas } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { type Difference, differences, type Document, type Held } from "./draft";
import { useTexts } from "./texts";

const COLORS = { added: "teal", changed: "blue", deleted: "red" } as const;
const STALE = 412;

function replace({ document, etag }: Held, dryRun: boolean, signal?: AbortSignal) {
  return read(
    api.PUT("/v1/catalog", {
      params: { query: { dryRun }, header: { "If-Match": etag } },
      body: document as unknown as Schemas["CatalogDocument"],
      ...(signal && { signal }),
    }),
  );
}

/** What the edits change, whether the gateway takes them, and the button that applies them. */
export function Pending({ held, draft, onApplied, onDiscard }: { held: Held; draft: Document; onApplied: () => void; onDiscard: () => void }) {
  const texts = useTexts();
  const queries = useQueryClient();
  const wanted = { document: draft, etag: held.etag };
  const changes = differences(held.document, draft);
  const forecast = useQuery({
    queryKey: ["catalog-forecast", held.etag, draft],
    queryFn: ({ signal }) => replace(wanted, true, signal),
    enabled: changes.length > 0,
    gcTime: 0,
  });
  const applying = useMutation({
    mutationFn: () => replace(wanted, false),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onApplied();
    },
  });
  const error = applying.error ?? forecast.error;
  const deletions = changes.filter(({ change }) => change === "deleted").length;
  return (
    <Card role="region" aria-label={texts.pending} data-pending={changes.length}>
      <Group justify="space-between" mb="sm">
        <Text component="h2" fw={600}>
          {texts.pending}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={onDiscard}>
            {error instanceof Refusal && error.status === STALE ? texts.stale : texts.discard}
          </Button>
          <Button {...(deletions > 0 && { color: "red.9" })} onClick={() => applying.mutate()} loading={applying.isPending} disabled={!forecast.data} data-checking={forecast.isFetching}>
            {deletions > 0 ? texts.applyDeletions.replace("{count}", `${deletions}`) : texts.apply}
          </Button>
        </Group>
      </Group>
      <Stack gap="sm">
        {error && <Failure error={error} />}
        {changes.map((change) => (
          <Changed key={change.key} change={change} />
        ))}
      </Stack>
    </Card>
  );
}

function Changed({ change: { key, change, fields } }: { change: Difference }) {
  const texts = useTexts();
  const names: Record<string, string> = texts.fields;
  return (
    <Stack gap={4} data-change={key}>
      <Group gap="xs">
        <Badge color={COLORS[change]} variant="light">
          {texts[change]}
        </Badge>
        <Text ff="monospace" fz="sm">
          {key}
        </Text>
      </Group>
      {change !== "deleted" && (
        <Table fz="sm" withRowBorders={false} verticalSpacing={2} aria-label={key}>
          <Table.Tbody>
            {fields.map(({ name, before, after }) => (
              <Table.Tr key={name}>
                <Table.Td w="34%" c="dimmed">
                  {names[name] ?? name}
                </Table.Td>
                {change === "changed" && (
                  <Table.Td w="33%" td="line-through">
                    {before}
                  </Table.Td>
                )}
                <Table.Td fw={600}>{after}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
