import type { Metrics, RegionPair, Routes, TcpFigures } from "./api";
import { formatCauses, formatCount, formatMicros, formatPercent } from "./format";
import { waysBetween } from "./routes";

/** How good the ways are that an accelerator's connections take, and whom it turned away. */
export function RegionPairs({
  metrics,
  routes,
}: {
  metrics: Metrics;
  routes: Routes | undefined;
}) {
  const pairs = metrics.regionPairs ?? [];
  const refused = formatCauses(metrics.refused);
  const failed = metrics.totals?.connectionsFailed ?? 0;
  if (pairs.length === 0 && !refused && failed === 0) {
    return null;
  }
  return (
    <div className="ways">
      {pairs.length > 0 && (
        <div className="scroll" tabIndex={0} role="group" aria-label="Region pairs">
          <table>
            <thead>
              <tr>
                <th scope="col">From, to</th>
                <th scope="col">Connections</th>
                <th scope="col">Route, expected time of 256 KB</th>
                <th scope="col">Clients: latency, jitter, loss</th>
                <th scope="col">Endpoints: latency, jitter, loss</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair) => (
                <Pair key={`${pair.region} ${pair.endpointRegion}`} pair={pair} routes={routes} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(refused || failed > 0) && (
        <p className="failure metrics-note">
          {refused && <>Refused: {refused}. </>}
          {failed > 0 && <>No endpoint reached: {formatCount(failed)}.</>}
        </p>
      )}
    </div>
  );
}

function Pair({ pair, routes }: { pair: RegionPair; routes: Routes | undefined }) {
  const ways = waysBetween(routes, pair.region, pair.endpointRegion);
  return (
    <tr>
      <th scope="row">
        {pair.region} → {pair.endpointRegion}
      </th>
      <td>{formatCount(pair.connectionsOpened)}</td>
      <td>{ways.length > 0 ? ways.join("; ") : "direct"}</td>
      <td>{tcp(pair.client)}</td>
      <td>{tcp(pair.endpoint)}</td>
    </tr>
  );
}

/** Medians: 152 ms, 0.9 ms, 0.25 %. */
function tcp(figures: TcpFigures | null | undefined): string {
  return [
    formatMicros(figures?.rttMicros?.p50),
    formatMicros(figures?.jitterMicros?.p50),
    formatPercent(figures?.lossPercent),
  ].join(" · ");
}
