/// <reference types="vitest/config" />
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

// `npm run dev` talks to a server started beside it.
const server = process.env["DIEMCAU_URL"] ?? "http://127.0.0.1:8080";

// Every browser with WebRTC reads WOFF2, so the older format need not be in the binary.
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("@fontsource/") || !id.endsWith(".css")) return null;
    return { code: code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ""), map: null };
  },
};

export default defineConfig({
  plugins: [woff2Only, svelte()],
  build: {
    target: "es2022",
    // Fonts stay files of their own: a page loads only the subsets it shows.
    assetsInlineLimit: 2048,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // Tests that look at a page (`@vitest-environment happy-dom`) want Svelte as browsers get it.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  server: { proxy: { "/api": { target: server, ws: true, changeOrigin: true } } },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts"],
    // Thousands of icons, of which a page shows a few: read once, not for each test file.
    deps: {
      optimizer: {
        client: {
          enabled: true,
          include: [
            "@lucide/svelte",
            "svelte",
            "svelte/reactivity",
            "svelte/internal/client",
            "svelte/internal/disclose-version",
          ],
        },
      },
    },
  },
});
