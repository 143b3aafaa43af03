// More than a test stack has: 1,000 accelerators, 10,000 flows.
export const at = "2026-11-23T10:15:30Z";

const STATES = ["PROGRAMMED", "PROGRAMMED", "PROGRAMMED", "PENDING", "FAILED", "SUSPENDED"];
export const accelerators = Array.from({ length: 1_000 }, (_, index) => ({
  id: `ga-${String(index).padStart(20, "0")}`,
  name: ["shop", "mail", "games", "video", "payments"][index % 5] + `-${index}`,
  revision: 7,
  changedAt: at,
  state: STATES[index % STATES.length],
  specification: "SMALL_I",
  plan: { planId: `gbwp-${index}`, bandwidthType: "PREMIUM", bandwidthMbps: 10 },
  regions: [{ area: "ASIA_PACIFIC", region: "cn-hongkong", bandwidthMbps: 10, ipVersion: "IPV6", acceleratedIp: `fd00:1::${(index + 1).toString(16)}` }],
  listeners: 1,
  endpoints: 2,
  expiresAt: "2027-11-23T00:00:00Z",
}));
/** All of one, as its page has it. */
const whole = ({ state: _, changedAt, specification, ...line }) => ({
  ...line,
  occurredAt: changedAt,
  specification: { code: specification, maxRegions: 1, peakMbps: 20, maxConnections: 5_000 },
  listeners: [{ id: "lsr-1", name: "web", protocol: "TCP", ports: [{ from: 80, to: 80 }], clientAffinity: "NONE", endpointGroups: [] }],
  conditions: [{ type: "Accepted", status: "TRUE" }, { type: "Programmed", status: "TRUE" }],
});
const flows = Array.from({ length: 10_000 }, (_, index) => ({
  connectionId: index.toString(16).padStart(32, "0"),
  clientAddress: `2001:db8::${index.toString(16)}`,
  clientPort: 1_024 + (index % 60_000),
  region: "cn-hongkong",
  relayId: "relay-cn-hongkong-1",
  way: ["relay-us-west-1-1"],
  endpointAddress: "203.0.113.10",
  endpointPort: 80,
  openedAt: at,
  closeCause: index % 7 === 0 ? "TIMED_OUT" : "FINISHED",
  bytesIn: index,
  bytesOut: 1_000 * index,
  firstByteMicros: 150_000 + index,
}));
const regions = [
  { code: "cn-hongkong", name: "China (Hong Kong)", nameChinese: "中国香港", area: "ASIA_PACIFIC", coordinates: "22.3,114.2" },
  { code: "us-west-1", name: "US (Silicon Valley)", nameChinese: "美国硅谷", area: "NORTH_AMERICA", coordinates: "37.4,-122.1" },
];

/** The answer of the services to a GET. */
export function answer(url) {
  const { pathname: path, searchParams } = url;
  const limit = Number(searchParams.get("limit") ?? 50);
  if (path === "/v1/me") {
    return { user: "owner", name: "owner", account: "acme", role: "OPERATOR" };
  }
  if (path === "/v1/accelerators") {
    const from = Number(searchParams.get("pageToken") ?? 0);
    const end = from + limit;
    const items = accelerators.slice(from, end);
    return {
      items: searchParams.get("view") === "summary" ? items : items.map(whole),
      nextPageToken: end < accelerators.length ? `${end}` : null,
    };
  }
  if (/^\/v1\/accelerators\/ga-\d+$/.test(path)) {
    return whole(accelerators.find(({ id }) => path.endsWith(id)));
  }
  if (path === "/v1/flows") {
    return { flows, complete: true };
  }
  if (path.startsWith("/v1/metrics/")) {
    return { windows: [], totals: {}, stepSeconds: 10, from: at, to: at };
  }
  return { items: path === "/v1/regions" ? regions : [], pairs: [], links: [] };
}

