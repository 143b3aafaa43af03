// Ends a build: fails when the console is larger than its budgets, and compresses what is served.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "dist");
const kB = 1_000;
/** Compressed with gzip. Chinese is another 10 kB, for those who read it. */
const BUDGETS = { "first page, JavaScript": 260 * kB, "first page, CSS": 40 * kB, everything: 480 * kB };
const FIRST_PAGE = ["index.html", "src/pages/accelerators/Accelerators.tsx"];

const manifestFile = join(dist, ".vite", "manifest.json");
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
const sizes = new Map();
const size = (file) => {
  if (!sizes.has(file)) {
    sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  }
  return sizes.get(file);
};

/** The files of a chunk and of all that it imports at once. */
const filesOf = (chunk, found = new Set(), seen = new Set()) => {
  if (!seen.has(chunk)) {
    seen.add(chunk);
    const { file, css = [], imports = [] } = manifest[chunk];
    [file, ...css].forEach((one) => found.add(one));
    imports.forEach((one) => filesOf(one, found, seen));
  }
  return found;
};
const sum = (files, extension) =>
  files.filter((file) => extension === undefined || extname(file) === extension).reduce((all, file) => all + size(file), 0);

const first = [...new Set(FIRST_PAGE.flatMap((chunk) => [...filesOf(chunk)]))];
const everything = readdirSync(join(dist, "assets"))
  .filter((name) => [".js", ".css"].includes(extname(name)))
  .map((name) => `assets/${name}`);
const measured = {
  "first page, JavaScript": sum(first, ".js"),
  "first page, CSS": sum(first, ".css"),
  everything: sum(everything),
};
let tooLarge = false;
for (const [name, budget] of Object.entries(BUDGETS)) {
  const bytes = measured[name];
  tooLarge ||= bytes > budget;
  console.log(`${bytes > budget ? "TOO LARGE" : "ok"}  ${name}: ${(bytes / kB).toFixed(1)} of ${budget / kB} kB`);
}
if (tooLarge) {
  for (const [file, bytes] of [...sizes].sort(([, a], [, b]) => b - a).slice(0, 20)) {
    console.log(`  ${(bytes / kB).toFixed(1)} kB  ${file}`);
  }
  process.exit(1);
}

for (const file of [...everything, "index.html"]) {
  const path = join(dist, file);
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
}
if (existsSync(manifestFile)) {
  rmSync(join(dist, ".vite"), { recursive: true });
}
