import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// While developing and previewing, the API is a gateway that runs on this machine.
const api = Object.fromEntries(
  ["/v1", "/docs", "/problems", "/login", "/logout", "/webauthn", "/sign-in.html", "/sign-in.js"].map((path) => [
    path,
    "http://127.0.0.1:8080",
  ]),
);

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", sourcemap: false, manifest: true, target: "es2023", cssTarget: ["chrome123", "firefox120", "safari17.5"], reportCompressedSize: false },
  server: { proxy: api },
  preview: { proxy: api },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
