import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: './tests/support/global-setup.ts',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
})
