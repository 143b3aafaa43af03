import { Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { convergenceQuery } from "../../api/queries";
import { useStream } from "../../api/stream";
import type { Convergence } from "../../api/types";
import { useRegionName } from "../../parts/regions";
import { Dot } from "../../parts/State";
import type { Tone } from "../../parts/state";

/** When each relay was first seen to run each revision, by the clock of this browser. */
export interface Arrivals {
  latest: Convergence | null;
  /** Milliseconds, by relay and revision. */
  at: Map<string, number>;
}

const POLL_MILLIS = 1_000;
const NO_ARRIVAL: Arrivals = { latest: null, at: new Map() };

function arrived(before: Arrivals, convergence: Convergence, now: number): Arrivals {
  const at = new Map(before.at);
  for (const relay of convergence.relays ?? []) {
    const key = `${relay.relay} ${relay.effectiveRevision}`;
    if (relay.state === "PROGRAMMED" && !at.has(key)) {
      at.set(key, now);
    }
  }
  return { latest: convergence, at };
}

/** Follows where relays are, by the stream; without it they are asked about from time to time. */
export function useArrivals(id: string): Arrivals {
  const [arrivals, setArrivals] = useState(NO_ARRIVAL);
  const arrive = (latest: Convergence) => setArrivals((before) => arrived(before, latest, performance.now()));
  const isOpen = useStream<Convergence>(`/v1/accelerators/${id}/convergence/stream`, "convergence", arrive);
  const polled = useQuery({ ...convergenceQuery(id), enabled: !isOpen, refetchInterval: POLL_MILLIS }).data;
  useEffect(() => {
    if (polled) {
      arrive(polled);
    }
  }, [polled]);
  return arrivals;
}

/** After how long a relay ran this revision or a later one; null until it does. */
function millisUntil(arrivals: Arrivals, relay: string, revision: number, since: number): number | null {
  const times = [...arrivals.at]
    .filter(([key]) => {
      const [id, at] = key.split(" ");
      return id === relay && Number(at) >= revision;
    })
    .map(([, at]) => at);
  return times.length === 0 ? null : Math.max(0, Math.min(...times) - since);
}

const TONE: Record<string, Tone> = { PROGRAMMED: "good", PENDING: "wait", FAILED: "bad", DEAD: "unknown" };

/** Each relay's lane from the click to Programmed, live. */
export function Lanes({ arrivals, revision, since }: { arrivals: Arrivals; revision: number; since: number }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const relays = arrivals.latest?.relays ?? [];
  const isDone = relays.every((relay) => millisUntil(arrivals, relay.relay ?? "", revision, since) !== null || relay.state === "DEAD");
  useEffect(() => {
    if (isDone) {
      return;
    }
    const timer = setInterval(tick, 50);
    return () => clearInterval(timer);
  }, [isDone]);
  return (
    <Stack gap="sm" aria-live="polite">
      {relays.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t("change.noRelay")}
        </Text>
      )}
      {relays.map((relay) => {
        const millis = millisUntil(arrivals, relay.relay ?? "", revision, since);
        const state = millis !== null ? "PROGRAMMED" : (relay.state === "PROGRAMMED" ? "PENDING" : (relay.state ?? "PENDING"));
        const waited = performance.now() - since;
        return (
          <Stack key={relay.relay} gap={4}>
            <Group justify="space-between" gap="xs">
              <Group gap={8}>
                <Dot tone={TONE[state] ?? "unknown"} />
                <Text fz="sm" fw={600}>
                  {relay.relay}
                </Text>
                <Text fz="xs" c="dimmed">
                  {name(relay.region)}
                </Text>
              </Group>
              <Text fz="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
                {t(`relayState.${state}`)}
                {state !== "DEAD" && ` · ${Math.round(millis ?? waited)} ms`}
              </Text>
            </Group>
            <Progress
              value={state === "PROGRAMMED" ? 100 : state === "DEAD" ? 0 : Math.min(95, 12 + waited / 25)}
              color={state === "PROGRAMMED" ? "teal" : state === "FAILED" ? "red" : "lane"}
              size="sm"
              transitionDuration={100}
              aria-label={relay.relay ?? ""}
            />
            {(relay.failures ?? []).map((failure) => (
              <Text key={failure.listenerId} fz="xs" c="red">
                {failure.listenerId}: {failure.reason}
              </Text>
            ))}
            {state === "DEAD" && relay.message && (
              <Text fz="xs" c="dimmed">
                {relay.message}
              </Text>
            )}
          </Stack>
        );
      })}
    </Stack>
  );
}
