import { Button, Card, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceleratorQuery, diffQuery, historyQuery } from "../../api/queries";
import type { HistoryEntry } from "../../api/types";
import { useRights } from "../../identity/identity";
import { useMemberName } from "../../identity/names";
import { CodeBlock } from "../../parts/Copy";
import { downloadCsv } from "../../parts/csv";
import { Icon } from "../../parts/icons";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { yamlOf } from "../../parts/yaml";
import { ProofCard } from "../../proof/ProofCard";
import { useAccelerator } from "../accelerator/AcceleratorPage";
import { ChangeDrawer } from "../change/ChangeDrawer";
import { Differences } from "../change/Forecast";
import classes from "./HistoryTab.module.css";
import { revisionAt } from "./moments";

const route = getRouteApi("/accelerators/$id/history");
const SHOWN = 50;

/** Every revision: who, when, why; its state, its difference to another one, and the way back. */
export function HistoryTab() {
  const { t } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const events = useQuery(historyQuery(id));
  const [shown, setShown] = useState(SHOWN);
  const latest = accelerator.revision ?? 1;
  const revision = search.revision ?? latest;
  const open = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing="lg" style={{ alignItems: "start" }}>
      <Stack>
        <ProofCard id={id} />
        <Card>
          <Group justify="space-between" mb="md">
            <Text fw={600}>{t("history.revisions")}</Text>
            <Button size="compact-sm" variant="default" disabled={!events.data} onClick={() => downloadCsv(`${id}-history.csv`, events.data ?? [])}>
              CSV
            </Button>
          </Group>
          <Loaded query={events}>
            {(all) => (
              <>
                <TextInput
                  type="datetime-local"
                  step={1}
                  size="xs"
                  mb="md"
                  maw={260}
                  label={t("history.at")}
                  description={t("history.atHint")}
                  onChange={({ currentTarget }) => {
                    const found = revisionAt(all, new Date(currentTarget.value).getTime());
                    if (found) {
                      open({ revision: found });
                    }
                  }}
                />
                <Timeline bulletSize={22} lineWidth={2} active={all.length}>
                  {all
                    .toReversed()
                    .slice(0, shown)
                    .map((entry) => (
                      <Timeline.Item key={entry.revision} bullet={<Text fz={10}>{entry.revision}</Text>}>
                        <Entry entry={entry} selected={entry.revision === revision} onOpen={() => open({ revision: entry.revision })} />
                      </Timeline.Item>
                    ))}
                </Timeline>
                {all.length > shown && (
                  <Button variant="default" size="xs" mt="sm" onClick={() => setShown(shown + SHOWN)}>
                    {t("history.older")}
                  </Button>
                )}
              </>
            )}
          </Loaded>
        </Card>
      </Stack>
      <Revision key={revision} revision={revision} compare={search.compare} onCompare={(compare) => open({ compare })} />
    </SimpleGrid>
  );
}

function Entry({ entry, selected, onOpen }: { entry: HistoryEntry; selected: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const { actor } = entry;
  const nameOf = useMemberName();
  return (
    <button type="button" className={classes["entry"]} data-selected={selected || undefined} aria-pressed={selected} onClick={onOpen}>
      <Text fz="sm" fw={600}>
        {t(`event.${entry.type}`, { defaultValue: entry.type ?? "" })}
      </Text>
      <Text fz="xs" c="dimmed">
        <span title={actor?.user}>{nameOf(actor?.user)}</span> {actor?.clientAddress && t("history.from", { address: actor.clientAddress })} · <Moment at={entry.occurredAt} />
      </Text>
      {actor?.reason && <Text fz="sm">“{actor.reason}”</Text>}
    </button>
  );
}

function Revision({ revision, compare, onCompare }: { revision: number; compare: number | undefined; onCompare: (revision: number | undefined) => void }) {
  const { t } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const me = useRights();
  const latest = accelerator.revision ?? 1;
  const from = compare ?? Math.max(1, revision - 1);
  const [view, setView] = useState("difference");
  const [isGoingBack, setGoingBack] = useState(false);
  const state = useQuery({ ...acceleratorQuery(id, `${revision}`), enabled: view === "state" });
  const difference = useQuery({ ...diffQuery(id, Math.min(from, revision), Math.max(from, revision)), enabled: view === "difference" && from !== revision });
  return (
    <Card pos="sticky" top={70}>
      <Group justify="space-between" mb="sm">
        <Text fw={600}>{t("accelerator.revision", { revision })}</Text>
        {me.mayChange && revision < latest && (
          <Button size="xs" variant="default" leftSection={<Icon name="back" size={15} />} onClick={() => setGoingBack(true)}>
            {t("history.rollBack")}
          </Button>
        )}
      </Group>
      <Group mb="sm">
        <SegmentedControl
          size="xs"
          aria-label={t("history.view")}
          value={view}
          onChange={setView}
          data={[
            { value: "difference", label: t("history.difference") },
            { value: "state", label: t("history.state") },
          ]}
        />
        {view === "difference" && (
          <SegmentedControl
            size="xs"
            aria-label={t("history.compare")}
            value={compare === undefined ? "before" : compare === latest ? "now" : compare === 1 ? "first" : ""}
            onChange={(value) => onCompare(value === "now" ? latest : value === "first" ? 1 : undefined)}
            data={[
              { value: "before", label: t("history.toBefore") },
              { value: "now", label: t("history.toNow") },
              { value: "first", label: t("history.toFirst") },
            ]}
          />
        )}
        {view === "difference" && (
          <NumberInput
            size="xs"
            w={150}
            aria-label={t("history.toRevision")}
            prefix={`${t("history.toRevision")} `}
            value={from}
            min={1}
            max={latest}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => typeof value === "number" && value >= 1 && onCompare(value)}
          />
        )}
      </Group>
      {view === "state" ? (
        <Loaded query={state}>{(one) => <CodeBlock text={yamlOf(one)} label={t("history.state")} mah={720} />}</Loaded>
      ) : from === revision ? (
        <Text fz="sm" c="dimmed">
          {t("history.same")}
        </Text>
      ) : (
        <Loaded query={difference}>
          {({ changes = [] }) =>
            changes.length === 0 ? (
              <Text fz="sm" c="dimmed">
                {t("history.same")}
              </Text>
            ) : (
              <Differences changes={changes} />
            )
          }
        </Loaded>
      )}
      {isGoingBack && (
        <ChangeDrawer title={t("history.rollBackTo", { revision })} action={t("history.rollBackTo", { revision })} accelerator={accelerator} proposal={{ kind: "rollback", toRevision: revision }} onClose={() => setGoingBack(false)} />
      )}
    </Card>
  );
}
