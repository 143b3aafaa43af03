import { expect, test } from "vitest";
import { waysBetween } from "./routes";

const ROUTES = {
  endpointGroups: [
    {
      endpointGroupId: "epg-1",
      endpointGroupRegion: "us-west-1",
      relays: [
        {
          relayId: "relay-a",
          region: "cn-hongkong",
          way: ["relay-b"],
          candidates: [
            { way: [], millis: 905 },
            { way: ["relay-b"], millis: 131.4 },
          ],
        },
        { relayId: "relay-c", region: "cn-hongkong", way: [] },
        { relayId: "relay-d", region: "eu-central-1", way: [] },
      ],
    },
  ],
};

test("the ways of all relays of a region are shown with their scores", () => {
  expect(waysBetween(ROUTES, "cn-hongkong", "us-west-1")).toEqual(["relay-b, 131 ms", "direct"]);
});

test("nothing is shown where no relay reported a way", () => {
  expect(waysBetween(ROUTES, "cn-hongkong", "eu-central-1")).toEqual([]);
  expect(waysBetween(undefined, "cn-hongkong", "us-west-1")).toEqual([]);
});
