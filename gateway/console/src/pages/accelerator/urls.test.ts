import { expect, test } from "vitest";
import type { Accelerator } from "../../api/types";
import { urlsOf } from "./urls";

const reached = (port: number, group: object = {}, protocol = "TCP") =>
  urlsOf({
    regions: [{ region: "cn-hongkong", acceleratedIp: "fd00::1" }],
    listeners: [{ protocol, ports: [{ from: port, to: port }], endpointGroups: [group] }],
  } as Accelerator).map(({ url, options }) => `${options}${url}`);

test("a listener is reached by its address and first port", () => {
  expect(reached(80)).toEqual(["http://[fd00::1]/"]);
  expect(reached(8080)).toEqual(["http://[fd00::1]:8080/"]);
  expect(reached(53, {}, "UDP")).toEqual(["[fd00::1]:53"]);
});

test("TLS is reached by the name in the certificate, at the accelerated address", () => {
  const domain = { endpoints: [{ type: "CUSTOM_DOMAIN", address: "shop.example" }] };
  expect(reached(443, domain)).toEqual(["--resolve 'shop.example:443:[fd00::1]' https://shop.example/"]);
  expect(reached(8443, { healthCheck: { host: "health.example:8443" }, ...domain })).toEqual([
    "--resolve 'health.example:8443:[fd00::1]' https://health.example:8443/",
  ]);
  expect(reached(443, { endpoints: [{ type: "CUSTOM_IP", address: "203.0.113.10" }] })).toEqual(["-k https://[fd00::1]/"]);
});
