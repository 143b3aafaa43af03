import { Alert, Box, Button, Divider, Drawer, Group, Loader, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useId } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../../api/problem";
import type { Accelerator } from "../../api/types";
import { RefusedFields } from "../../forms/fields";
import { AsText } from "../../parts/AsText";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { Countdown } from "./ConfirmationBanner";
import { ForecastView } from "./Forecast";
import { Lanes, useArrivals } from "./Lanes";
import { forecast, make, type Proposal, requestOf } from "./proposal";

const WITHIN = ["60s", "120s", "300s", "900s", "3600s"];

/**
 * A change from its form to the last relay: the difference and its cost before the click, each
 * relay's lane after it.
 */
export function ChangeDrawer({
  title,
  accelerator,
  proposal,
  onClose,
  children,
  onDeleted = onClose,
  action,
  danger = false,
}: {
  title: string;
  accelerator: Accelerator;
  /** Null while the form is not valid. */
  proposal: Proposal | null;
  onClose: () => void;
  /** After a change that leaves nothing to show. */
  onDeleted?: () => void;
  children?: ReactNode;
  /** What the last button does, where it is more than to apply a form. */
  action?: string | undefined;
  danger?: boolean;
}) {
  const { t } = useTranslation();
  const id = accelerator.id ?? "";
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [revision, setRevision] = useState(accelerator.revision ?? 0);
  const [reason, setReason] = useState("");
  const [takeBack, setTakeBack] = useState(false);
  const [within, setWithin] = useState<string>("120s");
  const arrivals = useArrivals(id);
  const [sentAt, setSentAt] = useState(0);
  const reasonId = useId();
  const [settled] = useDebouncedValue(JSON.stringify(proposal), 300);
  const dryRun = useQuery({
    queryKey: ["forecast", id, settled, revision],
    queryFn: ({ signal }) => forecast(id, JSON.parse(settled) as Proposal, revision, signal),
    enabled: settled !== "null" && isNotEmpty(settled),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    retry: false,
  });
  const made = useMutation({
    mutationFn: (of: Proposal) => {
      setSentAt(performance.now());
      return make(id, of, {
        revision,
        reason: reason.trim(),
        confirmWithin: takeBack ? within : undefined,
        key: key.current,
      });
    },
    onSuccess: (_, { kind }) => {
      void queries.invalidateQueries({ queryKey: ["accelerators", ...(kind === "delete" ? ["page"] : [])] });
      if (kind === "delete") {
        onDeleted();
      }
    },
    onError: () => {
      // A refused request frees its key; one whose answer was lost keeps it.
    },
  });
  useFocusBack();
  const isEmpty = proposal === null || !isNotEmpty(JSON.stringify(proposal));
  const isSettled = settled === JSON.stringify(proposal);
  const refused = dryRun.error instanceof Refusal ? dryRun.error : null;
  const isStale = (accelerator.revision ?? 0) > revision && made.data === undefined && !made.isPending;

  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={<Text fw={650} fz="lg">{title}</Text>} closeButtonProps={{ "aria-label": t("form.close") }}>
      {made.data !== undefined ? (
        <Stack>
          <Alert color="teal" icon={<Icon name="check" />} title={t("change.made", { revision: made.data })}>
            {t("change.madeText")}
          </Alert>
          <Countdown accelerator={accelerator} />
          <Lanes arrivals={arrivals} revision={made.data} since={sentAt} />
          <Group justify="end">
            <Button onClick={onClose}>{t("form.done")}</Button>
          </Group>
        </Stack>
      ) : (
        <RefusedFields.Provider value={{ prefix: "/changes/0/", fields: refused?.fields ?? {} }}>
          <Stack>
            {isStale && (
              <Alert color="yellow" icon={<Icon name="warning" />} title={t("change.elsewhere", { revision: accelerator.revision })}>
                <Text fz="sm">{t("change.elsewhereText")}</Text>
                <Button size="compact-sm" variant="default" mt={6} onClick={() => setRevision(accelerator.revision ?? 0)}>
                  {t("change.continue")}
                </Button>
              </Alert>
            )}
            {children}
            {children && <Divider />}
            <Box mih={90} style={{ opacity: isSettled && !dryRun.isPlaceholderData ? 1 : 0.55 }}>
              {isEmpty ? (
                <Text fz="sm" c="dimmed">
                  {proposal === null ? t("change.invalid") : t("change.nothing")}
                </Text>
              ) : dryRun.error ? (
                <Failure error={dryRun.error} />
              ) : dryRun.data ? (
                <ForecastView forecast={dryRun.data} />
              ) : (
                <Loader size="sm" aria-label={t("loading")} />
              )}
            </Box>
            <Divider />
            <TextInput id={reasonId} label={t("change.reason")} placeholder={t("change.reasonHint")} maxLength={80} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            {proposal?.kind !== "delete" && <Group align="end" justify="space-between">
              <Switch checked={takeBack} onChange={(event) => setTakeBack(event.currentTarget.checked)} label={t("change.takeBackUnless")} />
              {takeBack && (
                <Select
                  aria-label={t("change.within")}
                  data={WITHIN.map((value) => ({ value, label: t("time.minutes", { count: Number.parseInt(value, 10) / 60 }) }))}
                  value={within}
                  onChange={(value) => setWithin(value ?? "120s")}
                  allowDeselect={false}
                  w={120}
                />
              )}
            </Group>}
            {made.error && <Failure error={made.error} />}
            {proposal && <AsText {...requestOf(id, proposal)} />}
            <Group justify="end">
              <Button variant="default" onClick={onClose}>
                {t("form.cancel")}
              </Button>
              <Button
                color={danger ? "red.9" : "lane"}
                disabled={isEmpty || !isSettled || dryRun.data === undefined || dryRun.error !== null || isStale}
                loading={made.isPending}
                onClick={() => proposal && made.mutate(proposal)}
              >
                {action ?? t("change.apply")}
              </Button>
            </Group>
          </Stack>
        </RefusedFields.Provider>
      )}
    </Drawer>
  );
}

/** The focus goes back to what opened the drawer; it is taken out of the page before it could do that itself. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => opener instanceof HTMLElement && opener.focus({ preventScroll: true }));
    },
    [opener],
  );
}

function isNotEmpty(settled: string): boolean {
  const proposal = JSON.parse(settled) as Proposal | null;
  return proposal !== null && (proposal.kind !== "changeSet" || proposal.changes.length > 0);
}
