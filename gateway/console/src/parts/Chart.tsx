import "uplot/dist/uPlot.min.css";
import { Box, Card, Group, Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import classes from "./Chart.module.css";

export interface Series {
  name: string;
  /** One of Mantine's colours. */
  color: string;
  values: (number | null)[];
  fill?: boolean;
  dashed?: boolean;
}

const HEIGHT = 190;
const DAY_SECONDS = 86_400;
/** Steps between ticks: 1, 2, 5, 10 … of a whole unit, so that a label is the value where it stands. */
const STEPS = Array.from({ length: 39 }, (_, at) => [1, 2, 5][at % 3]! * 10 ** Math.floor(at / 3));

/** The time of a tick in the viewer's zone and language, with the day where there are several. */
function hourOf(tick: number, ticks: number[], language: string): string {
  const days = (ticks.at(-1) ?? tick) - (ticks[0] ?? tick) >= DAY_SECONDS;
  const seconds = ticks.some((each) => each % 60 !== 0);
  return new Date(tick * 1_000).toLocaleString(language, {
    ...(days && { month: "numeric", day: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds && { second: "2-digit" }),
    hourCycle: "h23",
  });
}

/** Positions of values without a neighbour, through which no line goes. */
function lonely(values: ArrayLike<number | null | undefined>): number[] | null {
  const found = Array.from(values, (_, at) => at).filter((at) => values[at] != null && values[at - 1] == null && values[at + 1] == null);
  return found.length > 0 ? found : null;
}

/** Lines over time, or over the number of a round; dragging over it selects a range. */
export function Chart({
  title,
  seconds,
  series,
  format,
  onRange,
  rounds = false,
}: {
  title: string;
  /** Since the epoch, ascending; or numbers of rounds. */
  seconds: number[];
  series: Series[];
  format: (value: number | null) => string;
  onRange?: (from: number, to: number) => void;
  /** Whether the values belong to numbered rounds. */
  rounds?: boolean;
}) {
  const { ref, width } = useElementSize();
  const plot = useRef<uPlot | null>(null);
  const target = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const latest = useRef({ format, onRange });
  useEffect(() => {
    latest.current = { format, onRange };
  });
  const names = series.map(({ name }) => name).join("\n");
  useEffect(() => {
    const element = target.current;
    if (!element || width === 0) {
      return;
    }
    const style = getComputedStyle(element);
    const color = (name: string, shade: number) => style.getPropertyValue(`--mantine-color-${name}-${shade}`).trim();
    const text = color("gray", scheme === "dark" ? 5 : 7);
    const axis = {
      stroke: text,
      grid: { stroke: scheme === "dark" ? "rgba(255,255,255,.07)" : "rgba(0,0,0,.07)", width: 1 },
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
    };
    const made = new uPlot(
      {
        width,
        height: HEIGHT,
        legend: { live: true },
        cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
        scales: { x: { time: !rounds }, y: { range: (_, __, most) => [0, most > 0 ? most * 1.12 : 10] } },
        axes: [
          rounds ? { ...axis, incrs: [1] } : { ...axis, values: (_, ticks) => ticks.map((tick) => hourOf(tick, ticks, language)) },
          { ...axis, size: 72, incrs: STEPS, values: (_, ticks) => ticks.map((tick) => latest.current.format(tick)) },
        ],
        series: [
          {
            label: rounds ? "#" : t("chart.time"),
            value: (_, at: number | null) => (at === null ? "–" : rounds ? `${at}` : new Date(at * 1_000).toLocaleTimeString(language)),
          },
          ...series.map((one): uPlot.Series => ({
            label: one.name,
            stroke: color(one.color, scheme === "dark" ? 4 : 7),
            width: 1.6,
            spanGaps: false,
            points: { show: rounds, size: 6, filter: (self, index) => (rounds ? null : lonely(self.data[index] ?? [])) },
            ...(one.fill && { fill: `${color(one.color, 5)}22` }),
            ...(one.dashed && { dash: [6, 5] }),
            value: (_, value: number | null) => latest.current.format(value),
          })),
        ],
        hooks: {
          setSelect: [
            (self) => {
              const { left, width: selected } = self.select;
              if (selected > 4) {
                latest.current.onRange?.(self.posToVal(left, "x"), self.posToVal(left + selected, "x"));
              }
              self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
            },
          ],
        },
      },
      [[], ...series.map(() => [])] as unknown as uPlot.AlignedData,
      element,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
    // The data follow below; another set of lines, size or scheme needs another plot.
  }, [width, scheme, names, rounds, language, t]);
  useEffect(() => {
    plot.current?.setData([seconds, ...series.map(({ values }) => values)] as uPlot.AlignedData);
  });
  const last = (values: (number | null)[]) => values.findLast((value) => value !== null) ?? null;
  return (
    <Card>
      <Group justify="space-between" mb={4}>
        <Text fw={600} fz="sm">
          {title}
        </Text>
        {!rounds && (
          <Text fz="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
            {format(last(series[0]?.values ?? []))}
          </Text>
        )}
      </Group>
      <Box ref={ref}>
        <Box
          ref={target}
          className={classes["chart"] ?? ""}
          mih={HEIGHT + 30}
          role="img"
          aria-label={`${title}: ${series.map((one) => `${one.name} ${format(last(one.values))}`).join(", ")}`}
        />
      </Box>
    </Card>
  );
}
