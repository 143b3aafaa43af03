import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { land } from "./plugins.ts";

// While developing and previewing, the API is a gateway that runs on this machine.
const api = Object.fromEntries(
  ["/v1", "/docs", "/problems", "/login", "/logout", "/webauthn", "/sign-in.html", "/sign-in.js"].map((path) => [
    path,
    "http://127.0.0.1:8080",
  ]),
);

/** Of sources: about a fifth of it, compressed. */
const MERGED_BYTES = 60_000;

export default defineConfig({
  plugins: [react(), land()],
  build: {
    outDir: "dist",
    sourcemap: false,
    manifest: true,
    target: "es2023",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, "")}-[hash].js`,
        // A request costs more than some kilobytes: one file of what every page needs, few of what several pages share.
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], priority: 1 },
            { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: MERGED_BYTES },
          ],
        },
      },
    },
  },
  server: { proxy: api },
  preview: { proxy: api },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
