import type { Accelerator, Listener } from "../../api/types";

export interface Reach {
  /** For UDP an address with its port. */
  url: string;
  /** Options that curl needs beside the URL, each with a space behind it. */
  options: string;
  region: string;
  protocol: string;
}

const SECURE_PORTS = [443, 8443];

/** Whether servers behind a listener are expected to speak TLS. */
export function isSecure({ ports }: Listener): boolean {
  return SECURE_PORTS.includes(ports?.[0]?.from ?? 0);
}

/** The name that servers behind a listener go by: the host of a health check, or a domain; null without one. */
export function hostOf(listener: Listener | undefined): string | null {
  for (const { healthCheck, endpoints = [] } of listener?.endpointGroups ?? []) {
    const host = healthCheck?.host?.replace(/:\d+$/, "") ?? endpoints.find(({ type }) => type === "CUSTOM_DOMAIN")?.address;
    if (host && !/^[\d.]+$|:/.test(host)) {
      return host;
    }
  }
  return null;
}

/** Where clients reach an accelerator: each address with the first port of each listener. */
export function urlsOf(accelerator: Accelerator): Reach[] {
  return (accelerator.regions ?? []).flatMap(({ region, acceleratedIp, acceleratedIpv4 }) =>
    [acceleratedIp, acceleratedIpv4]
      .filter((address) => typeof address === "string")
      .flatMap((address) =>
        (accelerator.listeners ?? []).map((listener) => ({ ...reach(address, listener), region: region ?? "", protocol: listener.protocol ?? "TCP" })),
      ),
  );
}

function reach(address: string, listener: Listener): Pick<Reach, "url" | "options"> {
  const port = listener.ports?.[0]?.from ?? 80;
  const host = address.includes(":") ? `[${address}]` : address;
  if (listener.protocol === "UDP") {
    return { url: `${host}:${port}`, options: "" };
  }
  if (!isSecure(listener)) {
    return { url: `http://${host}${port === 80 ? "" : `:${port}`}/`, options: "" };
  }
  // A certificate has the name of the service, not the accelerated address.
  const name = hostOf(listener);
  const shown = port === 443 ? "" : `:${port}`;
  return name
    ? { url: `https://${name}${shown}/`, options: `--resolve '${name}:${port}:${host}' ` }
    : { url: `https://${host}${shown}/`, options: "-k " };
}
