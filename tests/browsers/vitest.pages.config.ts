import { defineConfig } from 'vitest/config';

// The pages as stories, in a few Chromiums that share two cores; no server of ours, no camera, no sound card.
export default defineConfig({
  test: {
    include: ['pages/*.test.ts'],
    globalSetup: ['./pages/lib/serve.ts'],
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
