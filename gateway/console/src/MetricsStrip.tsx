import { useCallback } from "react";
import { type Metrics, readMetrics, readRoutes } from "./api";
import { formatBitsPerSecond, formatBytes, formatCount, formatMicros } from "./format";
import { useOnScreen } from "./onScreen";
import { usePolling } from "./polling";
import { RegionPairs } from "./RegionPairs";
import { peakRate, sparklineBars } from "./sparkline";

const POLL_MILLIS = 5_000;
const MINUTES = 15; // what the metrics service answers when asked for no range

/** The traffic of an accelerator, small; asked for only while it is in sight. */
export function MetricsStrip({ acceleratorId }: { acceleratorId: string }) {
  const [element, onScreen] = useOnScreen<HTMLDivElement>();
  const read = useCallback(
    (signal: AbortSignal) => readMetrics(acceleratorId, signal),
    [acceleratorId],
  );
  const { data, failure } = usePolling(read, POLL_MILLIS, onScreen);
  const readWays = useCallback(
    (signal: AbortSignal) => readRoutes(acceleratorId, signal),
    [acceleratorId],
  );
  const routes = usePolling(readWays, POLL_MILLIS, onScreen).data;
  const totals = data?.totals;
  return (
    <div ref={element} className="metrics" role="group" aria-label="Traffic">
      <span className="quiet metrics-span">last {MINUTES} minutes</span>
      <Figure name="Connections opened" value={formatCount(totals?.connectionsOpened)} />
      <Figure name="Bytes in" value={formatBytes(totals?.bytesIn)} />
      <Figure name="Bytes out" value={formatBytes(totals?.bytesOut)} />
      <Figure name="First byte p95" value={formatMicros(totals?.firstByteMicros?.p95)} />
      <Sparkline metrics={data ?? {}} />
      <RegionPairs metrics={data ?? {}} routes={routes} />
      {failure && (
        <p className="failure metrics-note">Metrics are not up to date. {failure.message}</p>
      )}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="figure">
      <span className="figure-name">{name}</span> <span className="figure-value">{value}</span>
    </div>
  );
}

const WIDTH = 160;
const HEIGHT = 28;

function Sparkline({ metrics }: { metrics: Metrics }) {
  const peak = formatBitsPerSecond(peakRate(metrics.windows ?? []));
  return (
    <div className="figure figure-wide">
      <span className="figure-name">Sent to clients, peak {peak}</span>
      <svg
        className="sparkline"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Rate sent to clients over the last ${MINUTES} minutes, peak ${peak}`}
      >
        {sparklineBars(metrics, WIDTH, HEIGHT).map((bar) => (
          <rect key={bar.x} {...bar} />
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
    </div>
  );
}
