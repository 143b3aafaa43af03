// Ends a build: leaves out styles that nothing uses, fails when the console is larger than its budgets, and compresses
// what is served.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import postcss from "postcss";

const dist = join(dirname(fileURLToPath(import.meta.url)), "dist");
const kB = 1_000;
/** Compressed with gzip. Chinese is another 10 kB, for those who read it. */
const BUDGETS = { "first page, JavaScript": 260 * kB, "first page, CSS": 40 * kB, everything: 480 * kB };
const FIRST_PAGE = "src/pages/accelerators/Accelerators.tsx";
/** Requests that it takes, of which a browser has six at once. */
const MOST_FILES = 12;

const manifestFile = join(dist, ".vite", "manifest.json");
const assets = (extension) => readdirSync(join(dist, "assets")).filter((name) => extname(name) === extension);

/** The class of a part of one of Mantine's components. */
const COMPONENT = /\bm_[0-9a-f]{6,8}\b/g;

/** A style sheet without the rules for components that no script has. */
function used(css, components) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => {
      const of = selector.match(COMPONENT);
      return !of || of.some((component) => components.has(component));
    });
    if (kept.length === 0) {
      rule.remove();
    } else if (kept.length < rule.selectors.length) {
      rule.selectors = kept;
    }
  });
  root.walkAtRules((at) => (at.nodes?.length === 0 ? at.remove() : undefined));
  return root.toString();
}

/**
 * The style sheet of the page gets another hash, which everything that names it has to know. Scripts keep their own names:
 * what is left of the style sheet follows from what they contain.
 */
const scripts = assets(".js").map((name) => join(dist, "assets", name));
const components = new Set(scripts.flatMap((script) => readFileSync(script, "utf8").match(COMPONENT) ?? []));
const page = join(dist, "index.html");
const ofPage = readFileSync(page, "utf8").match(/assets\/[^"]+\.(js|css)/g).map((file) => {
  if (extname(file) === ".js") {
    return file;
  }
  const css = used(readFileSync(join(dist, file), "utf8"), components);
  const named = file.replace(/\.css$/, `-${createHash("sha256").update(css).digest("hex").slice(0, 8)}.css`);
  rmSync(join(dist, file));
  writeFileSync(join(dist, named), css);
  for (const naming of [page, manifestFile, ...scripts]) {
    const text = readFileSync(naming, "utf8");
    if (text.includes(file)) {
      writeFileSync(naming, text.replaceAll(file, named));
    }
  }
  return named;
});

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

const first = [...new Set([...ofPage, ...filesOf(FIRST_PAGE)])];
const everything = [".js", ".css"].flatMap(assets).map((name) => `assets/${name}`);
const measured = {
  "first page, JavaScript": sum(first, ".js"),
  "first page, CSS": sum(first, ".css"),
  everything: sum(everything),
};
let tooLarge = first.length > MOST_FILES;
console.log(`${tooLarge ? "TOO MANY" : "ok"}  first page: ${first.length} of ${MOST_FILES} files`);
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
