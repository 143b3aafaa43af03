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
  const local = () => formatOf(i18n.language).format(date);
  return (
    <time
      dateTime={at}
      title={date.toISOString()}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = `${local()} · ${date.toISOString()}`;
      }}
    >
      {age ? ageOf(date.getTime(), now, i18n.language, t("time.now")) : local()}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format costs more than to use it, and tables have one in each row. */
function formatOf(language: string): Intl.DateTimeFormat {
  const format = formats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  formats.set(language, format);
  return format;
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
