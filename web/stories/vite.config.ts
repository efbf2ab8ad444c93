import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import app from "../vite.config.ts";

/** The stories as files, for the tests that look at them: `vite build --config stories/vite.config.ts`. */
export default mergeConfig(
  app,
  defineConfig({
    build: {
      outDir: fileURLToPath(new URL("../../build/stories", import.meta.url)),
      emptyOutDir: true,
      rollupOptions: { input: fileURLToPath(new URL("./index.html", import.meta.url)) },
    },
  }),
);
