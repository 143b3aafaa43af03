import { Card, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acceleratorsQuery, checkpointsQuery, publicKeyQuery } from "../../api/queries";
import { CodeBlock, Copyable } from "../../parts/Copy";
import { DataTable } from "../../parts/DataTable";
import { shortened } from "../../parts/format";
import { AnchorLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { PageHead } from "../../parts/Page";
import { ProofCard } from "../../proof/ProofCard";
import { AccessEvents } from "./AccessEvents";

const SHOWN = 10;

/** Signed checkpoints, the key that verifies them, and the proof of each accelerator's history. */
export function Audit() {
  const { t } = useTranslation();
  const accelerators = useQuery(acceleratorsQuery({ sort: "-changedAt" })).data?.items ?? [];
  return (
    <Stack>
      <PageHead title={t("nav.audit")} text={t("audit.text")} />
      <Card p={0}>
        <Text component="h2" fw={600} p="md" pb={0}>
          {t("audit.checkpoints")}
        </Text>
        <Loaded query={useQuery(checkpointsQuery)}>
          {(all) =>
            all.length === 0 ? (
              <Text p="md" c="dimmed">
                {t("proof.noCheckpoint")}
              </Text>
            ) : (
              <DataTable
                label={t("audit.checkpoints")}
                rows={all.toReversed()}
                rowId={(one) => `${one.number}`}
                columns={[
                  { id: "number", header: t("audit.number"), accessorFn: (one) => one.number },
                  { id: "at", header: t("audit.at"), accessorFn: (one) => one.at, cell: ({ getValue }) => <Moment at={getValue<string>()} /> },
                  { id: "events", header: t("audit.events"), accessorFn: (one) => one.events ?? 0, meta: { numeric: true, visibleFrom: "sm" } },
                  { id: "heads", header: t("audit.heads"), accessorFn: (one) => one.heads?.length ?? 0, meta: { numeric: true, visibleFrom: "sm" } },
                  {
                    id: "hash",
                    header: t("audit.hash"),
                    accessorFn: (one) => one.hash,
                    enableSorting: false,
                    meta: { visibleFrom: "md" },
                    cell: ({ getValue }) => <Copyable text={getValue<string>()} shown={shortened(getValue<string>())} what={t("audit.hash")} />,
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      <AccessEvents />
      {accelerators.slice(0, SHOWN).map((one) => (
        <Stack key={one.id} gap={4}>
          <AnchorLink to="/accelerators/$id/history" params={{ id: one.id ?? "" }} fw={600} fz="sm">
            {one.name || one.id}
          </AnchorLink>
          <ProofCard id={one.id ?? ""} />
        </Stack>
      ))}
      <Card>
        <Text component="h2" fw={600} mb="xs">
          {t("audit.key")}
        </Text>
        <Text fz="sm" c="dimmed" mb="sm">
          {t("audit.keyText")}
        </Text>
        <Loaded query={useQuery(publicKeyQuery)}>{(pem) => <CodeBlock text={pem} label={t("audit.key")} />}</Loaded>
      </Card>
    </Stack>
  );
}
