import type { Accelerator } from "../../api/types";

export interface Reach {
  url: string;
  region: string;
  protocol: string;
}

/** Where clients reach an accelerator: each address with the first port of each listener. */
export function urlsOf(accelerator: Accelerator): Reach[] {
  return (accelerator.regions ?? []).flatMap(({ region, acceleratedIp, acceleratedIpv4 }) =>
    [acceleratedIp, acceleratedIpv4]
      .filter((address) => typeof address === "string")
      .flatMap((address) =>
        (accelerator.listeners ?? []).map((listener) => {
          const port = listener.ports?.[0]?.from ?? 80;
          const host = address.includes(":") ? `[${address}]` : address;
          const scheme = port === 443 || port === 8443 ? "https" : "http";
          const isDefault = port === (scheme === "https" ? 443 : 80);
          return {
            url: listener.protocol === "UDP" ? `${host}:${port}` : `${scheme}://${host}${isDefault ? "" : `:${port}`}/`,
            region: region ?? "",
            protocol: listener.protocol ?? "TCP",
          };
        }),
      ),
  );
}
