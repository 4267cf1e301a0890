/** The order of test files (先后): one that takes long, begun last, would run alone while the other core waits. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** A sequencer that begins with these, in this order; paths end so. */
export const longestFirst = (names: readonly string[]) =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]) {
      const place = ({ moduleId }: TestSpecification) => {
        const at = names.findIndex(name => moduleId.endsWith(name))
        return at < 0 ? names.length : at
      }
      return (await super.sort(files)).sort((one, other) => place(one) - place(other))
    }
  }
