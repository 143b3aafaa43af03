import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element is within sight, so that only what is seen is asked for. */
export function useOnScreen<E extends Element>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [onScreen, setOnScreen] = useState(false);

  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      setOnScreen(entries.at(-1)?.isIntersecting ?? false);
    });
    if (element.current) {
      observer.observe(element.current);
    }
    return () => observer.disconnect();
  }, []);

  return [element, onScreen];
}
