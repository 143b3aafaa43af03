// What the gateway answers. Fields may be missing: an older or newer service may be behind it.

export interface Page<T> {
  items?: T[];
  nextPageToken?: string | null;
}

export interface Accelerator {
  id: string;
  account?: string;
  name?: string | null;
  revision?: number;
  specification?: { code?: string; regions?: number; peakMbps?: number; maxConnections?: number };
  plan?: BoundPlan | null;
  crossBorderPlan?: BoundPlan | null;
  expiresAt?: string | null;
  suspension?: { reason?: string } | null;
  regions?: Region[];
  listeners?: Listener[];
  conditions?: Condition[];
}

export interface BoundPlan {
  planId?: string;
  bandwidthType?: string;
  bandwidthMbps?: number;
}

export interface Region {
  area?: string;
  region?: string;
  bandwidthMbps?: number;
  ipVersion?: string;
  acceleratedIp?: string | null;
}

export interface PortRange {
  from: number;
  to: number;
}

export interface Listener {
  id: string;
  name?: string;
  protocol?: string;
  ports?: PortRange[];
  clientAffinity?: string;
  endpointGroups?: EndpointGroup[];
}

export interface EndpointGroup {
  id: string;
  name?: string;
  region?: string;
  backendService?: string;
  reserveClientIp?: boolean;
  endpoints?: Endpoint[];
  portOverrides?: { listenerPort: number; endpointPort: number }[];
  route?: { mode: string; regions?: string[] };
}

export interface Endpoint {
  id: string;
  type?: string;
  address?: string;
  weight?: number;
  port?: number;
  state?: string;
}

export interface Condition {
  type: string;
  status: string;
  relay?: string | null;
  observedRevision?: number;
  reason?: string;
  message?: string;
}

export interface Relay {
  id: string;
  region?: string;
  alive?: boolean;
  path?: string;
  incarnation?: string;
  lastHeartbeatAt?: string;
  accelerators?: number;
  listeners?: number;
  connectionsActive?: number;
  source?: string;
  failingAccelerators?: number;
}

/** Percentiles in microseconds; null when nothing was measured. */
export interface Percentiles {
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
}

export interface Metrics {
  from?: string;
  to?: string;
  /** Seconds. */
  step?: number;
  totals?: {
    connectionsOpened?: number;
    connectionsActive?: number;
    connectionsFailed?: number;
    bytesIn?: number;
    bytesOut?: number;
    connectMicros?: Percentiles | null;
    firstByteMicros?: Percentiles | null;
  };
  windows?: MetricsWindow[];
  /** Clients by cause, for example ACCESS_LIST. */
  refused?: Record<string, number> | null;
  regionPairs?: RegionPair[] | null;
}

/** Traffic from one acceleration region to the endpoints of another. */
export interface RegionPair {
  region?: string;
  endpointRegion?: string;
  connectionsOpened?: number;
  client?: TcpFigures | null;
  endpoint?: TcpFigures | null;
}

/** The ways that connections to each endpoint group take. */
export interface Routes {
  endpointGroups?: GroupRoutes[];
}

export interface GroupRoutes {
  endpointGroupId: string;
  endpointGroupRegion?: string;
  relays?: RelayRoute[];
}

export interface RelayRoute {
  relayId: string;
  region?: string;
  /** Relays in between; none when connections go direct. */
  way: string[];
  since?: string;
  reason?: string;
  candidates?: { way: string[]; millis: number }[];
}

/** One side of a relay's connections, as its kernel measured it. */
export interface TcpFigures {
  rttMicros?: Percentiles | null;
  jitterMicros?: Percentiles | null;
  lossPercent?: number | null;
}

/** A step without a report is left out. */
export interface MetricsWindow {
  start?: string;
  bitsPerSecondOut?: number | null;
}

/** About 30 KB: 20 accelerators arrive within a second at 60 KB/s. */
const ACCELERATORS_OF_A_PAGE = 20;

/** A slow answer is awaited: what it is like after 3 s is shown meanwhile. */
const TIMEOUT_SECONDS = 30;

/** What the whole page shows, read at one moment. */
export interface Overview {
  accelerators: Accelerator[];
  /** Leads to the next page; null on the last one. */
  nextPageToken: string | null;
  relays: Relay[];
}

/**
 * @param words that the id, the name or an address contains; empty for all
 * @param pageToken of a page of accelerators, null for the first
 */
export async function readOverview(
  words: string,
  pageToken: string | null,
  signal: AbortSignal,
): Promise<Overview> {
  const q = words === "" ? "" : `&q=${encodeURIComponent(words)}`;
  const page = pageToken === null ? "" : `&pageToken=${encodeURIComponent(pageToken)}`;
  const [accelerators, relays] = await Promise.all([
    get<Page<Accelerator>>(`/v1/accelerators?limit=${ACCELERATORS_OF_A_PAGE}${q}${page}`, signal),
    get<Page<Relay>>("/v1/relays", signal),
  ]);
  return {
    accelerators: accelerators.items ?? [],
    nextPageToken: accelerators.nextPageToken ?? null,
    relays: relays.items ?? [],
  };
}

/** The last 15 minutes, by the clock of the metrics service. */
export function readMetrics(id: string, signal: AbortSignal): Promise<Metrics> {
  return get<Metrics>(`/v1/metrics/accelerators/${encodeURIComponent(id)}`, signal);
}

export function readRoutes(id: string, signal: AbortSignal): Promise<Routes> {
  return get<Routes>(`/v1/accelerators/${encodeURIComponent(id)}/routes`, signal);
}

const TOO_SLOW = `The gateway's answer takes longer than ${TIMEOUT_SECONDS} s.`;

async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(TIMEOUT_SECONDS * 1_000);
  const response = await answer(path, signal, patience);
  if (!response.ok) {
    const detail = await problemDetail(response);
    throw new Error(`The gateway answered ${response.status}${detail ? `: ${detail}` : ""}.`);
  }
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw new Error(
      patience.aborted ? TOO_SLOW : "The gateway answered something that is not JSON.",
      { cause },
    );
  }
}

async function answer(
  path: string,
  signal: AbortSignal,
  patience: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.any([signal, patience]),
    });
  } catch (cause) {
    throw new Error(patience.aborted ? TOO_SLOW : "The gateway does not answer.", { cause });
  }
}

/** The detail of an RFC 9457 problem, without its final stop; empty when the body is none. */
async function problemDetail(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown };
    const text = problem.detail ?? problem.title;
    return typeof text === "string" ? text.replace(/\.$/, "") : "";
  } catch {
    return "";
  }
}
