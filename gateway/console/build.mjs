// Builds the console into dist, unless dist was built from these very sources by this Node.js.
// Maven calls it. By hand: node build.mjs [--force]
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const dist = join(folder, "dist");
// Stamps live where npm puts its own state, so that they go with it.
const modules = join(folder, "node_modules");
const notSources = new Set([dist, modules]);
const force = process.argv.includes("--force");

const files = (at) =>
  !existsSync(at)
    ? []
    : readdirSync(at, { withFileTypes: true })
        .map((entry) => ({ entry, path: join(at, entry.name) }))
        .filter(({ path }) => !notSources.has(path))
        .flatMap(({ entry, path }) => (entry.isDirectory() ? files(path) : [path]))
        .sort();

/** One hash of the names and contents of files. */
const fingerprint = (paths) => {
  const hash = createHash("sha256");
  for (const path of paths) {
    const content = readFileSync(path);
    hash.update(`${relative(folder, path)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
};

/**
 * Works unless input and output are as they were after the last work that ended well. The input is
 * read before the work, so that an edit in the middle of it is built by the next run.
 */
const unlessCurrent = (name, input, output, work) => {
  const stamp = join(modules, `.sixlane-${name}`);
  const before = `${process.version} ${process.platform}-${process.arch} ${fingerprint(input)}`;
  const current = () => `${before} ${fingerprint(output())}\n`;
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === current()) {
    return;
  }
  rmSync(stamp, { force: true });
  work();
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, current());
};

const npm = (...words) => execFileSync("npm", words, { cwd: folder, stdio: "inherit" });
const inFolder = (names) => names.map((name) => join(folder, name)).filter((path) => existsSync(path));

unlessCurrent(
  "installed",
  inFolder(["package.json", "package-lock.json", ".npmrc"]),
  () => inFolder(["node_modules/.package-lock.json"]),
  () => npm("ci", "--no-audit", "--no-fund", "--loglevel=error"),
);
unlessCurrent("built", files(folder), () => files(dist), () => npm("run", "build"));
