// The six steps by a client whose types are made from the API's document:
// node dist/six-steps.js API LISTENER_PORT ENDPOINT_PORT, with SIXLANE_AUTHORIZATION.
import createClient from "openapi-fetch";
import type { paths } from "../../gateway/console/src/api/schema.js";

const [api = "", listenerPort = "", endpointPort = ""] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl: api,
  headers: { Authorization: process.env["SIXLANE_AUTHORIZATION"] ?? "" },
});

/** The answer, or its problem as an error. */
async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) {
    throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  }
  return data;
}

function known<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) {
    throw new Error(`the answer has no ${name}`);
  }
  return value;
}

const { recommended } = await answer(
  client.POST("/v1/recommendations", {
    body: {
      accelerationRegion: "cn-hongkong",
      serviceRegion: "us-west-1",
      icpFiling: false,
      serverArea: "OFF_CLOUD",
      peakBandwidthMbps: 10,
      maxConcurrentConnections: 5_000,
    },
  }),
);
const bundle = known(recommended?.[0], "bundle");

const order = await answer(
  client.POST("/v1/orders", {
    params: { header: { "Idempotency-Key": `six-steps-${Date.now()}` } },
    body: {
      specification: known(bundle.specification, "specification"),
      bandwidthType: known(bundle.bandwidthType, "bandwidth type"),
      peakBandwidthMbps: known(bundle.peakBandwidthMbps, "bandwidth"),
      term: { unit: "MONTH", count: 1 },
    },
  }),
);
if (!("id" in order)) {
  throw new Error("a forecast without dryRun");
}
const paid = await answer(
  client.POST("/v1/orders/{id}/payment", { params: { path: { id: known(order.id, "order") } } }),
);
if (!("acceleratorId" in paid)) {
  throw new Error("a forecast without dryRun");
}
const id = known(paid.acceleratorId, "accelerator");
await answer(
  client.PUT("/v1/accelerators/{id}/bandwidth-plans/{planId}", {
    params: { path: { id, planId: known(paid.bandwidthPlanId, "plan") } },
  }),
);

const area = await answer(
  client.POST("/v1/accelerators/{id}/acceleration-areas", {
    params: { path: { id } },
    body: {
      area: "ASIA_PACIFIC",
      regions: [{ region: "cn-hongkong", bandwidthMbps: 10, ipVersion: "IPV6" }],
    },
  }),
);
if (!("acceleratedIp" in area)) {
  throw new Error("a forecast without dryRun");
}

const listener = await answer(
  client.POST("/v1/accelerators/{id}/listeners", {
    params: { path: { id } },
    body: {
      name: "web",
      protocol: "TCP",
      clientAffinity: "SOURCE_IP",
      ports: [{ from: Number(listenerPort), to: Number(listenerPort) }],
    },
  }),
);
if (!("id" in listener)) {
  throw new Error("a forecast without dryRun");
}

await answer(
  client.POST("/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups", {
    params: { path: { id, listenerId: known(listener.id, "listener") }, query: { wait: "30s" } },
    body: {
      name: "silicon-valley",
      region: "us-west-1",
      backendService: "OFF_CLOUD",
      endpoints: [{ type: "CUSTOM_IP", address: "127.0.0.1", weight: 255 }],
      portOverrides: [{ listenerPort: Number(listenerPort), endpointPort: Number(endpointPort) }],
    },
  }),
);

console.log(JSON.stringify({ id, url: `http://[${area.acceleratedIp}]:${listenerPort}/` }));
