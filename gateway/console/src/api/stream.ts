import { useEffect, useRef, useState } from "react";
import { follow } from "./events";

/** Reads a stream of server-sent events while a component is there; whether it is open. */
export function useStream<T>(path: string, event: string, onEvent: (data: T) => void): boolean {
  const [open, setOpen] = useState(false);
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(() => {
    const end = new AbortController();
    void follow(
      path,
      {
        onOpen: () => setOpen(true),
        onEvent: ({ name, data }) => {
          if (name === event) {
            latest.current(JSON.parse(data) as T);
          }
        },
        onEnd: () => setOpen(false),
      },
      end.signal,
    );
    return () => end.abort();
  }, [path, event]);
  return open;
}
