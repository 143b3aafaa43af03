// The console's types of the API, made from its document: --write makes them, otherwise they are compared.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../docs/reference/openapi/sixlane.json", import.meta.url);
const types = new URL("../console/src/api/schema.ts", import.meta.url);
const head = "// Made from docs/reference/openapi/sixlane.json by `npm run console-types` in gateway/openapi.\n\n";

const made = head + astToString(await openapiTS(document, { defaultNonNullable: false }));
if (process.argv.includes("--write")) {
  writeFileSync(types, made);
} else if (readFileSync(types, "utf8") !== made) {
  console.error("gateway/console/src/api/schema.ts does not follow docs/reference/openapi/sixlane.json any more.");
  console.error("Run `npm ci && npm run console-types` in gateway/openapi, and look at what the console makes of it.");
  process.exit(1);
}
