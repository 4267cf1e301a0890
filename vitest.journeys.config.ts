/** Journeys (旅程): the pages in a real browser. `npm test` needs no browser; these do. */
import { defineConfig } from 'vitest/config'
import { longestFirst } from './tests/support/longest-first.ts'

const long = ['console-access', 'yearly-report', 'households', 'decisions', 'editions', 'votes', 'meetings', 'disclosures', 'commitments']

export default defineConfig({
  test: {
    globalSetup: ['./tests/support/global-setup.ts', './tests/journeys/build.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // Two browsers on two cores; a third would only wait.
    maxWorkers: 2,
    isolate: false, // as in vitest.config.ts
    sequence: { sequencer: longestFirst(long.map(name => `/${name}.test.ts`)) },
  },
})
