import { defineConfig } from 'vitest/config'
import { longestFirst } from './tests/support/longest-first.ts'

const long = [
  'figures',
  'openapi',
  'demo-rating',
  'start',
  'program-file',
  'backup',
  'demo-decisions',
  'scope',
  'crash',
  'signatures.actions',
  'workbook-commands',
]

export default defineConfig({
  test: {
    globalSetup: './tests/support/global-setup.ts',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    // Files of a worker share what they import: reading the program anew for each of 200 took a minute of the whole. No test mocks a module.
    isolate: false,
    sequence: { sequencer: longestFirst(long.map(name => `/${name}.test.ts`)) },
  },
})
