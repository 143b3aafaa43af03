import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { follow } from "./events";

// One stream of everything that the account sees, in place of asking for it all every few seconds. The pages of one
// browser share it: a browser opens six connections to a host, and a stream holds one of them.

const SECOND = 1_000;
/** With the stream: for what it cannot know, as figures of conditions. */
const LIVE_SECONDS = 30;
const TOGETHER_MILLIS = 200;
const STREAM = "/v1/events/stream";
const SHARED = "sixlane.live";

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

/** From the page that reads the stream to the others; "who" goes the other way. */
type Shared = { kind: "event"; name: string; data: string } | { kind: "open" } | { kind: "end" } | { kind: "who" };

/** Follows the account while the console is open. A service without the stream is asked as before. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
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
    const take = (message: Shared) => {
      if (message.kind === "event" && message.name === "ready") {
        const { resumed } = JSON.parse(message.data) as { resumed?: boolean };
        if (!resumed) {
          refresh(Object.values(MADE_OLD).flat());
        }
      } else if (message.kind === "event") {
        refresh(MADE_OLD[message.name] ?? []);
      } else if (message.kind !== "who") {
        live = message.kind === "open";
      }
    };
    const others = new BroadcastChannel(SHARED);
    let reads = false;
    others.onmessage = ({ data }: MessageEvent<Shared>) => {
      if (data.kind === "who") {
        if (reads && live) {
          others.postMessage({ kind: "open" } satisfies Shared);
        }
      } else {
        take(data);
      }
    };
    others.postMessage({ kind: "who" } satisfies Shared);
    const share = (message: Shared) => {
      take(message);
      others.postMessage(message);
    };
    const read = () => {
      reads = true;
      return follow(
        STREAM,
        {
          onOpen: () => share({ kind: "open" }),
          onEvent: ({ name, data }) => share({ kind: "event", name, data }),
          onEnd: () => share({ kind: "end" }),
        },
        end.signal,
      );
    };
    // The lock passes to another page when this one is closed.
    const reading = "locks" in navigator ? navigator.locks.request(SHARED, { signal: end.signal }, read) : read();
    reading.catch(() => {});
    return () => {
      live = false;
      clearTimeout(timer);
      end.abort();
      others.close();
    };
  }, [queries]);
}
