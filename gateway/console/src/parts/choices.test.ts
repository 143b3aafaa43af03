import { expect, it } from "vitest";
import { regionChoices } from "./choices";

const regions = [
  { code: "ap-southeast-1", area: "ASIA_PACIFIC" },
  { code: "cn-hongkong", area: "ASIA_PACIFIC" },
  { code: "eu-west-1", area: "EUROPE" },
  { code: "us-west-1", area: "NORTH_AMERICA" },
];
const texts = { area: (area: string) => area.toLowerCase(), name: (code = "") => code.toUpperCase(), withoutAddresses: "none" };

it("regions without addresses come last, say so and cannot be taken", () => {
  expect(regionChoices(regions, texts, new Set(["cn-hongkong", "us-west-1"]))).toEqual([
    { group: "asia_pacific", items: [{ value: "cn-hongkong", label: "CN-HONGKONG" }] },
    { group: "north_america", items: [{ value: "us-west-1", label: "US-WEST-1" }] },
    {
      group: "none",
      items: [
        { value: "ap-southeast-1", label: "AP-SOUTHEAST-1", disabled: true },
        { value: "eu-west-1", label: "EU-WEST-1", disabled: true },
      ],
    },
  ]);
});

it("any region can be taken where it is not known which have addresses", () => {
  const choices = regionChoices(regions, texts, null);
  expect(choices.map(({ group }) => group)).toEqual(["asia_pacific", "europe", "north_america"]);
  expect(choices.flatMap(({ items }) => items).filter(({ disabled }) => disabled)).toEqual([]);
});
