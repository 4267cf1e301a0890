/** Something being read (读取): what stands on the page after a later reading failed. */
import type { UseQueryResult } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Problem, problems, type ProblemKind } from '#platform/shared/problem.ts'
import { Reading } from './Reading.tsx'

/** As useRead has it. */
const drawn = (data: string | undefined, kind: ProblemKind | null, isPlaceholderData = false) => {
  const error = kind && new Problem(kind)
  return renderToStaticMarkup(
    <Reading of={{ data, error, isPlaceholderData } as UseQueryResult<string, Problem>}>{value => <p>{value}</p>}</Reading>,
  )
}

test.each([
  ['北街', null, false, true, 'what was read is shown'],
  [undefined, null, false, false, 'nothing is there yet'],
  [undefined, problems.unavailable, false, false, 'nothing came'],
  ['北街', problems.unavailable, false, true, 'it may be typed into: the problem stands above'],
  ['北街', problems.signInRequired, false, true, 'a session that ended takes nothing away'],
  ['北街', problems.notFound, false, false, 'it is gone'],
  ['北街', problems.forbidden, false, false, 'it is no longer theirs to read'],
  ['北街', problems.unavailable, true, false, 'it is what another reading left'],
] as const)('%s with %j (placeholder: %j) is shown: %j, because %s', (data, kind, isPlaceholder, isShown, _why) => {
  const html = drawn(data, kind, isPlaceholder)
  expect(html.includes('<p>北街</p>')).toBe(isShown)
  expect(html.includes('role="alert"')).toBe(kind !== null)
  if (kind) expect(html).toContain(kind.title)
})
