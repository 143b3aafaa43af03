import * as z from "zod/mini";
import type { Change, EndpointGroup, Listener, Schemas } from "../api/types";

// What forms hold, when it is valid, and the bodies that are made of it. Messages are keys of translations.

const NAME = /^[A-Za-z][A-Za-z0-9_-]{1,127}$/;
const GROUP_NAME = /^[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff_-]{1,127}$/;

// Without code made at run time, which the gateway's Content-Security-Policy forbids.
z.config({ jitless: true });

export const chosenText = z.string().check(z.minLength(1, "required"));
export const positive = z.number("number").check(z.gte(1, "number"));
/** Of an accelerator, an endpoint group; a listener's has no Chinese characters. */
export const displayName = z.string().check(z.regex(GROUP_NAME, "groupName"));
const optionalNumber = z.optional(z.union([z.number("number"), z.literal("")]));
const inRange = (most: number, message: string) => z.number("number").check(z.gte(0, message), z.lte(most, message));

/** 80, 443 and 8000-8010. */
export function portsOf(text: string): { from: number; to: number }[] | null {
  const ranges = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => /^(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?$/.exec(part))
    .map((match) => match && { from: Number(match[1]), to: Number(match[2] ?? match[1]) });
  return ranges.length > 0 && ranges.every((range) => range !== null && range.from >= 1 && range.from <= range.to && range.to <= 65_499)
    ? (ranges as { from: number; to: number }[])
    : null;
}

const PREFIX = /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:\/\d{1,3})?)$/;

const partsOf = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== "");

/** 2001:db8::/32 and 192.0.2.0/24, on lines or with commas between them; the service reads them more closely. */
export function prefixesOf(text: string | undefined): string[] | null {
  const prefixes = partsOf(text ?? "");
  return prefixes.every((prefix) => PREFIX.test(prefix)) ? prefixes : null;
}

/** 80=8080, 443=8443: the ports of the listener, and those of the servers. */
export function overridesOf(text: string | undefined): { listenerPort: number; endpointPort: number }[] | null {
  const found = (text ?? "")
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => /^(\d{1,5})\s*(?:=|:|→|->)\s*(\d{1,5})$/.exec(part))
    .map((match) => match && { listenerPort: Number(match[1]), endpointPort: Number(match[2]) });
  return found.every((one) => one !== null && one.listenerPort >= 1 && one.listenerPort <= 65_499 && one.endpointPort >= 1 && one.endpointPort <= 65_535)
    ? (found as { listenerPort: number; endpointPort: number }[])
    : null;
}

const prefixes = z.optional(z.string().check(z.refine((text) => prefixesOf(text) !== null, "prefixes")));

export const listenerSchema = z.object({
  name: z.string().check(z.regex(NAME, "name")),
  protocol: z.enum(["TCP", "UDP"]),
  ports: z.string().check(z.refine((text) => portsOf(text) !== null, "ports")),
  clientAffinity: z.enum(["NONE", "SOURCE_IP"]),
  idleTimeoutSeconds: optionalNumber,
  bandwidthMbps: optionalNumber,
  connectionsPerClient: optionalNumber,
  newConnectionsPerSecondPerClient: optionalNumber,
  allow: prefixes,
  deny: prefixes,
});
export type ListenerDraft = z.infer<typeof listenerSchema>;

export const NEW_LISTENER: ListenerDraft = {
  name: "web",
  protocol: "TCP",
  ports: "80",
  clientAffinity: "SOURCE_IP",
};

export const endpointSchema = z.object({
  type: z.enum(["CUSTOM_IP", "CUSTOM_DOMAIN", "PUBLIC_IP", "ECS", "SLB"]),
  address: z.string().check(z.trim(), z.minLength(1, "required"), z.maxLength(253, "tooLong")),
  port: optionalNumber,
  weight: inRange(255, "weight"),
  state: z.optional(z.enum(["ACTIVE", "DRAINING"])),
});
export type EndpointDraft = z.infer<typeof endpointSchema>;

export const NEW_ENDPOINT: EndpointDraft = { type: "CUSTOM_IP", address: "", port: "", weight: 255 };

export const groupSchema = z.object({
  name: displayName,
  region: chosenText,
  backendService: z.enum(["ON_CLOUD", "OFF_CLOUD"]),
  clientIp: z.enum(["OFF", "PROXY_V1", "PROXY_V2", "SPP"]),
  trafficPercentage: inRange(100, "percent"),
  route: z.enum(["AUTO", "DIRECT"]),
  healthCheck: z.enum(["NONE", "TCP", "HTTP", "HTTPS"]),
  healthPath: z.optional(z.string()),
  drainSeconds: optionalNumber,
  portOverrides: z.optional(z.string().check(z.refine((text) => overridesOf(text) !== null, "overrides"))),
});
export type GroupDraft = z.infer<typeof groupSchema>;

export const NEW_GROUP: GroupDraft = {
  name: "origin",
  region: "",
  backendService: "OFF_CLOUD",
  clientIp: "OFF",
  trafficPercentage: 100,
  route: "AUTO",
  healthCheck: "NONE",
  healthPath: "/",
};

/** Numbers that were left empty are left out. */
function filled<T extends Record<string, unknown>>(object: T): { [K in keyof T]: Exclude<T[K], "" | undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== "" && value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], "" | undefined>;
  };
}

type ListenerBody = Schemas["ListenerRequest"];
type GroupBody = Schemas["EndpointGroupRequest"];
type EndpointBody = Schemas["EndpointRequest"];

export function listenerBody(draft: ListenerDraft): ListenerBody {
  const { bandwidthMbps, connectionsPerClient, newConnectionsPerSecondPerClient, ports, allow, deny, ...rest } = draft;
  const accessLists = [
    { kind: "ALLOW" as const, prefixes: prefixesOf(allow) ?? [] },
    { kind: "DENY" as const, prefixes: prefixesOf(deny) ?? [] },
  ].filter((list) => list.prefixes.length > 0);
  const limits = filled({ bandwidthMbps, connectionsPerClient, newConnectionsPerSecondPerClient });
  return {
    ...filled(rest),
    ports: portsOf(ports) ?? [],
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(accessLists.length > 0 && { accessLists }),
  } as ListenerBody;
}

export function endpointBody(draft: EndpointDraft): EndpointBody {
  return filled({ ...draft, address: draft.address.trim() }) as EndpointBody;
}

export function groupBody(draft: GroupDraft, endpoints: EndpointDraft[]): GroupBody {
  const { healthCheck, healthPath, route, portOverrides, ...rest } = draft;
  const overrides = overridesOf(portOverrides) ?? [];
  return {
    ...filled(rest),
    ...(overrides.length > 0 && { portOverrides: overrides }),
    ...(route !== "AUTO" && { route: { mode: route } }),
    ...(healthCheck !== "NONE" && { healthCheck: healthCheckOf(healthCheck, healthPath) }),
    endpoints: endpoints.map(endpointBody),
  } as GroupBody;
}

function healthCheckOf(protocol: "TCP" | "HTTP" | "HTTPS", path: string | undefined) {
  return protocol === "TCP" ? { protocol } : { protocol, ...(path && { path }) };
}

export function draftOfListener(listener: Listener): ListenerDraft {
  return {
    name: listener.name ?? "",
    protocol: listener.protocol ?? "TCP",
    ports: (listener.ports ?? []).map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(", "),
    clientAffinity: listener.clientAffinity ?? "NONE",
    idleTimeoutSeconds: listener.idleTimeoutSeconds ?? "",
    bandwidthMbps: listener.limits?.bandwidthMbps ?? "",
    connectionsPerClient: listener.limits?.connectionsPerClient ?? "",
    newConnectionsPerSecondPerClient: listener.limits?.newConnectionsPerSecondPerClient ?? "",
    allow: prefixesIn(listener, "ALLOW"),
    deny: prefixesIn(listener, "DENY"),
  };
}

function prefixesIn(listener: Listener, kind: "ALLOW" | "DENY"): string {
  return (listener.accessLists ?? []).flatMap((list) => (list.kind === kind ? (list.prefixes ?? []) : [])).join("\n");
}

export function draftOfGroup(group: EndpointGroup): GroupDraft {
  return {
    name: group.name ?? "",
    region: group.region ?? "",
    backendService: group.backendService ?? "OFF_CLOUD",
    clientIp: group.clientIp ?? "OFF",
    trafficPercentage: group.trafficPercentage ?? 100,
    route: group.route?.mode === "DIRECT" ? "DIRECT" : "AUTO",
    healthCheck: group.healthCheck?.protocol ?? "NONE",
    healthPath: group.healthCheck?.path ?? "/",
    drainSeconds: group.drainSeconds ?? "",
    portOverrides: (group.portOverrides ?? []).map(({ listenerPort, endpointPort }) => `${listenerPort}=${endpointPort}`).join(", "),
  };
}

export function draftOfEndpoint(endpoint: Schemas["EndpointView"]): EndpointDraft {
  return {
    type: endpoint.type ?? "CUSTOM_IP",
    address: endpoint.address ?? "",
    port: endpoint.port ?? "",
    weight: endpoint.weight ?? 255,
    state: endpoint.state ?? "ACTIVE",
  };
}

/** The members of a body that differ from the old one; those left out become null. */
function differing(before: object, after: object): Record<string, unknown> {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  return Object.fromEntries(
    [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
      .map((key) => [key, now[key] ?? null]),
  );
}

function changed(address: object, difference: Record<string, unknown>): Change[] {
  return Object.keys(difference).length === 0 ? [] : [{ ...address, ...difference } as Change];
}

export function changesOfListener(listener: Listener, draft: ListenerDraft): Change[] {
  const difference = differing(listenerBody(draftOfListener(listener)), listenerBody(draft));
  delete difference["protocol"];
  return changed({ op: "changeListener", listenerId: listener.id }, difference);
}

export function changesOfGroup(listenerId: string, group: EndpointGroup, draft: GroupDraft): Change[] {
  const difference = differing(groupBody(draftOfGroup(group), []), groupBody(draft, []));
  delete difference["region"];
  return changed({ op: "changeEndpointGroup", listenerId, endpointGroupId: group.id }, difference);
}

export function changesOfEndpoint(address: { listenerId: string; endpointGroupId: string }, endpoint: Schemas["EndpointView"], draft: EndpointDraft): Change[] {
  const { port, weight, state } = differing(endpointBody(draftOfEndpoint(endpoint)), endpointBody(draft));
  const difference = Object.fromEntries(Object.entries({ port, weight, state }).filter(([, value]) => value !== undefined));
  return changed({ op: "changeEndpoint", ...address, endpointId: endpoint.id }, difference);
}
