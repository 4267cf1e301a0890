/** Journeys (旅程): the pages in a real browser. `npm test` needs no browser; these do. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['./tests/support/global-setup.ts', './tests/journeys/build.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two browsers on two cores; a third would only wait.
    maxWorkers: 2,
  },
})
