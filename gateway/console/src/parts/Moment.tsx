import { Text, Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ageOf } from "./time";

/** An instant in the viewer's zone, with UTC on hover. */
export function Moment({ at, age = false }: { at: string | null | undefined; age?: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow(age ? 5_000 : null);
  if (!at) {
    return <>–</>;
  }
  const date = new Date(at);
  return (
    <Tooltip label={`${date.toLocaleString(i18n.language)} · ${date.toISOString()}`}>
      <Text span inherit>
        <time dateTime={at}>
          {age
            ? ageOf(date.getTime(), now, i18n.language, t("time.now"))
            : date.toLocaleString(i18n.language, { dateStyle: "medium", timeStyle: "medium" })}
        </time>
      </Text>
    </Tooltip>
  );
}

/** The time, read again after each interval; null stops it. */
export function useNow(everyMillis: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMillis === null) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}
