/** Dimensions that nothing feeds yet (没有事实来源的方面): said wherever points are, since the others weigh more. */
import type { Dimension } from '../ratings.contract.ts'
import { dimensionNames } from '../ratings.words.ts'

export const LeftOut = ({ dimensions }: { dimensions: readonly Dimension[] }) =>
  dimensions.length > 0 && (
    <p className="sub">{dimensions.map(key => dimensionNames[key]).join('、')}还没有事实来源，这次不算。其余方面按比例折成100分。</p>
  )
