/** Journeys (旅程): the pages in a real browser. `npm test` needs no browser; these do. */
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The file that visits every page takes longest: begun last, it would run alone while the other core waits. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('console-access.test.ts')
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    globalSetup: ['./tests/support/global-setup.ts', './tests/journeys/build.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // Two browsers on two cores; a third would only wait.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
