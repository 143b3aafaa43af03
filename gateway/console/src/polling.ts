import { useEffect, useState } from "react";

/** What was read last, and since when reading fails. */
export interface Polled<T> {
  data: T | undefined;
  /** When data was read, in milliseconds since 1970. */
  readAt: number | undefined;
  failure: { message: string; since: number } | undefined;
  /** Whether the reading that runs has lasted for 3 s. */
  slow: boolean;
}

const SLOW_MILLIS = 3_000;

/** The state after a reading that went well. */
export function succeeded<T>(data: T, now: number): Polled<T> {
  return { data, readAt: now, failure: undefined, slow: false };
}

/** The state after one that did not: the data stays, and so does the moment of the first failure. */
export function failed<T>(before: Polled<T>, error: unknown, now: number): Polled<T> {
  return {
    ...before,
    slow: false,
    failure: {
      message: error instanceof Error ? error.message : String(error),
      since: before.failure?.since ?? now,
    },
  };
}

/**
 * Reads again and again while the page is visible and this is enabled.
 *
 * @param read must stay the same function between renderings
 * @param pauseMillis between the end of one reading and the next
 */
export function usePolling<T>(
  read: (signal: AbortSignal) => Promise<T>,
  pauseMillis: number,
  enabled = true,
): Polled<T> {
  const [state, setState] = useState<Polled<T>>({
    data: undefined,
    readAt: undefined,
    failure: undefined,
    slow: false,
  });

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    let current: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let slowTimer: ReturnType<typeof setTimeout> | undefined;

    async function poll() {
      const controller = new AbortController();
      current = controller;
      let next: (before: Polled<T>) => Polled<T>;
      slowTimer = setTimeout(() => setState((before) => ({ ...before, slow: true })), SLOW_MILLIS);
      try {
        const data = await read(controller.signal);
        next = () => succeeded(data, Date.now());
      } catch (error) {
        next = (before) => failed(before, error, Date.now());
      }
      if (!controller.signal.aborted) {
        clearTimeout(slowTimer);
        setState(next);
        timer = setTimeout(poll, pauseMillis);
      }
    }

    function stop() {
      current?.abort();
      clearTimeout(timer);
      clearTimeout(slowTimer);
    }

    function onVisibility() {
      stop();
      if (!document.hidden) {
        void poll();
      }
    }

    document.addEventListener("visibilitychange", onVisibility);
    onVisibility();
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      stop();
    };
  }, [read, pauseMillis, enabled]);

  return state;
}
