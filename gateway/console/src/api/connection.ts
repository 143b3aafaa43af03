import { useSyncExternalStore } from "react";

/** How the gateway answers: in time, late, or not at all. */
export interface Connection {
  lostSince: number | null;
  /** Requests that wait longer than {@link SLOW_MILLIS}. */
  slow: number;
}

export const SLOW_MILLIS = 3_000;

let now: Connection = { lostSince: null, slow: 0 };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  now = next;
  for (const listener of listeners) {
    listener();
  }
}

export function answered(): void {
  if (now.lostSince !== null) {
    set({ ...now, lostSince: null });
  }
}

export function lost(): void {
  if (now.lostSince === null) {
    set({ ...now, lostSince: Date.now() });
  }
}

/** Counts a request as slow until the function that it returns is called. */
export function watchSlowness(): () => void {
  let counted = false;
  const timer = setTimeout(() => {
    counted = true;
    set({ ...now, slow: now.slow + 1 });
  }, SLOW_MILLIS);
  return () => {
    clearTimeout(timer);
    if (counted) {
      set({ ...now, slow: now.slow - 1 });
    }
  };
}

export function connection(): Connection {
  return now;
}

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connection);
}
