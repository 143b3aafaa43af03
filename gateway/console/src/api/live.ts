import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answered, lost } from "./connection";

// One stream of everything that the account sees, in place of asking for it all every few seconds.

const SECOND = 1_000;
/** With the stream: for what it cannot know, as figures of conditions. */
const LIVE_SECONDS = 30;
const TOGETHER_MILLIS = 200;

let live = false;

/** How long until a list is read again: rarely while the stream reports what changes. */
export function every(seconds: number): () => number {
  return () => (live ? Math.max(seconds, LIVE_SECONDS) : seconds) * SECOND;
}

/** The first members of the keys of queries that an event of the stream makes old. */
export const MADE_OLD: Record<string, string[]> = {
  change: ["accelerators", "history", "orders", "plans", "balance", "quotas", "routes"],
  state: ["accelerators", "convergence", "health", "suspensions"],
  relay: ["relays", "links", "convergence", "health"],
};

/** Reads the stream while the console is open. A service without one is asked as before. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const old = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (keys: string[]) => {
      for (const key of keys) {
        old.add(key);
      }
      // Many changes at once, as of a change set, are read once.
      timer ??= setTimeout(() => {
        timer = undefined;
        const all = [...old];
        old.clear();
        void queries.invalidateQueries({ predicate: ({ queryKey }) => all.includes(String(queryKey[0])) });
      }, TOGETHER_MILLIS);
    };
    const source = new EventSource("/v1/events/stream");
    for (const [name, keys] of Object.entries(MADE_OLD)) {
      source.addEventListener(name, () => refresh(keys));
    }
    source.addEventListener("ready", (event) => {
      live = true;
      answered();
      const { resumed } = JSON.parse((event as MessageEvent<string>).data) as { resumed?: boolean };
      if (!resumed) {
        refresh(Object.values(MADE_OLD).flat());
      }
    });
    source.onerror = () => {
      // The browser connects again by itself, with the id of the last event; a stream that ended in time is not a lost connection.
      if (live && !navigator.onLine) {
        lost();
      }
      live = false;
    };
    return () => {
      live = false;
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
}
