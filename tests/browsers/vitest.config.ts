import { defineConfig } from 'vitest/config';

// Browsers share two cores: one file at a time, and time enough to start them.
export default defineConfig({
  test: { include: ['*.test.ts'], globalSetup: ['./lib/soundCard.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
