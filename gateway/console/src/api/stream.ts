import { useEffect, useRef, useState } from "react";
import { answered, lost } from "./connection";

/**
 * Reads a stream of server-sent events while a component is there. The browser connects again by
 * itself, with the id of the last event.
 */
export function useStream<T>(
  path: string | null,
  event: string,
  onEvent: (data: T) => void,
): boolean {
  const [open, setOpen] = useState(false);
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(() => {
    if (path === null) {
      return;
    }
    const source = new EventSource(path);
    source.onopen = () => {
      answered();
      setOpen(true);
    };
    source.onerror = () => {
      setOpen(false);
      if (source.readyState === EventSource.CONNECTING) {
        lost();
      }
    };
    source.addEventListener(event, (message) => {
      latest.current(JSON.parse((message as MessageEvent<string>).data) as T);
    });
    return () => source.close();
  }, [path, event]);
  return open;
}
