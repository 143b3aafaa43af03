import { describe, expect, it } from "vitest";
import { changesOfEndpoint, changesOfGroup, changesOfListener, draftOfEndpoint, draftOfGroup, draftOfListener, endpointSchema, groupBody, listenerBody, listenerSchema, NEW_ENDPOINT, NEW_GROUP, NEW_LISTENER, overridesOf, portsOf, prefixesOf } from "./model";
import type { EndpointGroup, Listener } from "../api/types";

describe("portsOf", () => {
  it("reads ports and ranges", () => {
    expect(portsOf("80, 8000-8010")).toEqual([{ from: 80, to: 80 }, { from: 8_000, to: 8_010 }]);
  });

  it.each(["", "0", "65500", "90-80", "http", "80;81"])("refuses %s", (text) => {
    expect(portsOf(text)).toBeNull();
  });
});

describe("schemas", () => {
  it("name the field that is wrong by the key of its message", () => {
    const wrong = listenerSchema.safeParse({ ...NEW_LISTENER, name: "1", ports: "0" });
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([["name", "name"], ["ports", "ports"]]);
    expect(endpointSchema.safeParse({ ...NEW_ENDPOINT, address: " " }).error?.issues[0]?.message).toBe("required");
  });
});

describe("bodies", () => {
  it("leave out what was left empty", () => {
    expect(listenerBody({ ...NEW_LISTENER, idleTimeoutSeconds: "", connectionsPerClient: 5 })).toEqual({
      name: "web",
      protocol: "TCP",
      clientAffinity: "SOURCE_IP",
      ports: [{ from: 80, to: 80 }],
      limits: { connectionsPerClient: 5 },
    });
    const { endpoints, ...group } = groupBody({ ...NEW_GROUP, region: "us-west-1", healthCheck: "HTTP", healthPath: "/up" }, [{ ...NEW_ENDPOINT, address: " 192.0.2.1 " }]);
    expect(endpoints).toEqual([{ type: "CUSTOM_IP", address: "192.0.2.1", weight: 255 }]);
    expect(group).toMatchObject({ region: "us-west-1", healthCheck: { protocol: "HTTP", path: "/up" } });
    expect(group).not.toHaveProperty("route");
  });
});

describe("changes", () => {
  const listener = { id: "lsr-1", name: "web", protocol: "TCP", ports: [{ from: 80, to: 80 }], clientAffinity: "NONE", limits: { bandwidthMbps: 5 } } as const;
  const group = { id: "epg-1", name: "us", region: "us-west-1", backendService: "OFF_CLOUD", trafficPercentage: 100, healthCheck: { protocol: "TCP" } } as const;
  const endpoint = { id: "ep-1", type: "CUSTOM_IP", address: "192.0.2.1", weight: 255, state: "ACTIVE" } as const;

  it("are none when nothing differs", () => {
    expect(changesOfListener({ ...listener, ports: [...listener.ports] }, draftOfListener({ ...listener, ports: [...listener.ports] }))).toEqual([]);
    expect(changesOfGroup("lsr-1", group, draftOfGroup(group))).toEqual([]);
    expect(changesOfEndpoint({ listenerId: "lsr-1", endpointGroupId: "epg-1" }, endpoint, draftOfEndpoint(endpoint))).toEqual([]);
  });

  it("hold the fields that differ alone, and null for those that were emptied", () => {
    const of = { ...listener, ports: [...listener.ports] };
    expect(changesOfListener(of, { ...draftOfListener(of), ports: "443", bandwidthMbps: "" })).toEqual([
      { op: "changeListener", listenerId: "lsr-1", ports: [{ from: 443, to: 443 }], limits: null },
    ]);
    expect(changesOfGroup("lsr-1", group, { ...draftOfGroup(group), healthCheck: "NONE" })).toEqual([
      { op: "changeEndpointGroup", listenerId: "lsr-1", endpointGroupId: "epg-1", healthCheck: null },
    ]);
    expect(changesOfEndpoint({ listenerId: "lsr-1", endpointGroupId: "epg-1" }, endpoint, { ...draftOfEndpoint(endpoint), weight: 10, state: "DRAINING" })).toEqual([
      { op: "changeEndpoint", listenerId: "lsr-1", endpointGroupId: "epg-1", endpointId: "ep-1", weight: 10, state: "DRAINING" },
    ]);
  });
});

describe("access lists and port overrides", () => {
  const listener = { id: "lsr-1", name: "web", protocol: "TCP", ports: [{ from: 80, to: 80 }], clientAffinity: "NONE", accessLists: [{ kind: "DENY", prefixes: ["203.0.113.7/32"] }] } as Listener;
  const group = { id: "epg-1", name: "origin", region: "us-west-1", backendService: "OFF_CLOUD", portOverrides: [{ listenerPort: 80, endpointPort: 8_080 }] } as EndpointGroup;

  it("are read from text", () => {
    expect(prefixesOf("2001:db8::/32\n192.0.2.0/24, ::1")).toEqual(["2001:db8::/32", "192.0.2.0/24", "::1"]);
    expect(prefixesOf("")).toEqual([]);
    expect(prefixesOf("example.com")).toBeNull();
    expect(overridesOf("80=8080, 443 → 8443")).toEqual([{ listenerPort: 80, endpointPort: 8_080 }, { listenerPort: 443, endpointPort: 8_443 }]);
    expect(overridesOf("80=70000")).toBeNull();
    expect(overridesOf("80")).toBeNull();
  });

  it("change alone, and are removed when they are emptied", () => {
    expect(changesOfListener(listener, draftOfListener(listener))).toEqual([]);
    expect(changesOfListener(listener, { ...draftOfListener(listener), allow: "2001:db8::/32" })).toEqual([
      { op: "changeListener", listenerId: "lsr-1", accessLists: [{ kind: "ALLOW", prefixes: ["2001:db8::/32"] }, { kind: "DENY", prefixes: ["203.0.113.7/32"] }] },
    ]);
    expect(changesOfListener(listener, { ...draftOfListener(listener), deny: "" })).toEqual([{ op: "changeListener", listenerId: "lsr-1", accessLists: null }]);
    expect(changesOfGroup("lsr-1", group, { ...draftOfGroup(group), portOverrides: "80=8081" })).toEqual([
      { op: "changeEndpointGroup", listenerId: "lsr-1", endpointGroupId: "epg-1", portOverrides: [{ listenerPort: 80, endpointPort: 8_081 }] },
    ]);
    expect(changesOfGroup("lsr-1", group, { ...draftOfGroup(group), portOverrides: "" })).toEqual([
      { op: "changeEndpointGroup", listenerId: "lsr-1", endpointGroupId: "epg-1", portOverrides: null },
    ]);
  });
});
