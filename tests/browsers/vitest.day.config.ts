import { defineConfig } from 'vitest/config';

import tests from './vitest.config.js';

// A day is one story: what follows a step that failed would only fail too.
export default defineConfig({ test: { ...tests.test, include: ['day/*.test.ts'], bail: 1 } });
