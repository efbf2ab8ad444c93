import { defineConfig } from 'vitest/config';

// The pages as stories, in one Chromium at a time; no server of ours, no camera, no sound card.
export default defineConfig({
  test: {
    include: ['pages/*.test.ts'],
    globalSetup: ['./pages/lib/serve.ts'],
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
