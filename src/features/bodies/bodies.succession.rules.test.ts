/** Merging and splitting bodies (合并、拆分): the rules. */
import { describe, expect, test } from 'vitest'
import { Problem } from '#platform/shared/problem.ts'
import { holdsDay } from '#platform/shared/spans.ts'
import type { BodyKind } from './bodies.contract.ts'
import type { Bodies, BodyLife } from './bodies.rules.ts'
import { mayMerge, planSuccession, type SuccessionChange } from './bodies.succession.rules.ts'

const today = '2026-03-02'
const day = '2026-04-01'
const life = { from: '2010-01-01', to: null, recordedOn: '2020-01-01' }
const body = (
  id: string,
  kind: BodyKind,
  parentId: string | null,
  unitIds: readonly string[] = [],
  changes: Partial<BodyLife> = {},
): BodyLife => ({
  id,
  kind,
  foundedOn: '2010-01-01',
  dissolvedOn: null,
  spans: [{ ...life, to: changes.dissolvedOn ?? null, parentId, name: id }],
  coverage: unitIds.map(unitId => ({ ...life, unitId })),
  ...changes,
})
const all: Bodies = new Map(
  [
    body('镇党委', 'committee', null),
    body('东村党委', 'committee', '镇党委', ['东村']),
    body('西村党委', 'committee', '镇党委', ['西村', '两村之间']),
    body('东支部', 'branch', '东村党委', ['东一组', '东二组']),
    body('西支部', 'branch', '西村党委', ['西一组', '东二组']),
    body('联合支部', 'jointBranch', '镇党委', ['甲', '乙', '丙', '丁']),
    body('临时支部', 'temporaryBranch', '东村党委', [], { dissolvedOn: '2026-06-01' }),
    body('将撤支部', 'branch', '东村党委', [], { dissolvedOn: '2026-09-01' }),
    body('新支部', 'branch', '东村党委', [], { foundedOn: day, spans: [{ ...life, from: day, parentId: '东村党委', name: '新支部' }] }),
    body('环保办', 'department', null),
    body('东村委会', 'villagersCommittee', null, ['东村']),
  ].map(each => [each.id, each]),
)
const plan = (id: string, change: SuccessionChange) => planSuccession(all, id, change, day, today)
const part = (id: string, unitIds: readonly string[] = [], childIds: readonly string[] = []) => ({ id, name: `${id}名`, unitIds, childIds })
const standing = ({ coverage, spans }: BodyLife, on: string) => ({
  parentId: spans.find(span => holdsDay(span, on))?.parentId,
  units: coverage.filter(cover => holdsDay(cover, on)).map(({ unitId }) => unitId),
})

test.each([
  ['branch', 'branch', true, 'the same kind'],
  ['branch', 'jointBranch', true, 'of one level'],
  ['villagersCommittee', 'residentsCommittee', true, 'a village becomes a community'],
  ['branch', 'generalBranch', false, 'another level: rename or found it'],
  ['department', 'department', true, 'a reform of the office'],
  ['temporaryBranch', 'branch', false, 'it ends with its task'],
  ['committee', 'villagersCommittee', false, 'three lines, never merged'],
] as const)('%s into %s: %s, %s', (kind, into, expected, _why) => {
  expect(mayMerge(kind, into)).toBe(expected)
})

test('a merger ends the others, brings what is below them along and covers each of their places once', () => {
  const { changed, successions } = plan('西村党委', { verb: 'merge', predecessorIds: ['东村党委'] })
  const after = new Map(changed.map(each => [each.id, each]))
  expect(successions).toEqual([{ predecessorId: '东村党委', successorId: '西村党委', effectiveOn: day, takesRecords: true }])
  expect(after.get('东村党委')!.dissolvedOn).toBe(day)
  expect(standing(after.get('西村党委')!, day).units).toEqual(['西村', '两村之间', '东村'])
  expect(standing(after.get('西村党委')!, '2026-03-31').units, 'not before its day').toEqual(['西村', '两村之间'])
  expect(standing(after.get('东支部')!, day).parentId).toBe('西村党委')
  expect(standing(after.get('东支部')!, '2026-03-31').parentId, 'the past stays').toBe('东村党委')
  const branches = plan('西支部', { verb: 'merge', predecessorIds: ['东支部'] })
  expect(standing(branches.changed[0]!, day).units, '东二组 was covered by both').toEqual(['西一组', '东二组', '东一组'])
})

test('a split that ends the body gives everything away, and its first part takes what is not divided', () => {
  const { changed, successions } = plan('东村党委', {
    verb: 'split',
    keep: false,
    parts: [part('甲', ['东村'], ['东支部', '临时支部', '将撤支部', '新支部']), part('乙', ['东村'])],
  })
  const after = new Map(changed.map(each => [each.id, each]))
  expect(successions.map(({ successorId, takesRecords }) => [successorId, takesRecords])).toEqual([
    ['甲', true],
    ['乙', false],
  ])
  expect(after.get('甲')).toMatchObject({ kind: 'committee', foundedOn: day, spans: [{ name: '甲名', parentId: '镇党委' }] })
  expect([standing(after.get('乙')!, day).units, after.get('东村党委')!.dissolvedOn]).toEqual([['东村'], day])
  expect(standing(after.get('东支部')!, day).parentId).toBe('甲')
})

test('a split that keeps the body takes places from it, and nothing goes over', () => {
  const { changed, successions } = plan('东支部', { verb: 'split', keep: true, parts: [part('甲', ['东二组'])] })
  expect(successions).toEqual([])
  expect([changed[0]!.dissolvedOn, standing(changed[0]!, day).units, standing(changed[1]!, day).units]).toEqual([
    null,
    ['东一组'],
    ['东二组'],
  ])
})

describe('what is refused', () => {
  const merge = (...predecessorIds: string[]): SuccessionChange => ({ verb: 'merge', predecessorIds })
  const split = (keep: boolean, ...parts: ReturnType<typeof part>[]): SuccessionChange => ({ verb: 'split', keep, parts })
  test.each([
    ['西支部', merge('西支部'), '422 #/predecessorIds', 'not into itself'],
    ['西支部', merge('东支部', '东支部'), '422 #/predecessorIds', 'once'],
    ['西支部', merge('东村党委'), '422 #/predecessorIds/0', 'another level'],
    ['西支部', merge('没有的'), '422 #/predecessorIds/0', 'there is none'],
    ['西支部', merge('将撤支部'), '409', 'its last day is settled'],
    ['将撤支部', merge('西支部'), '409', 'nor does it take over'],
    ['西支部', merge('新支部'), '422 #/effectiveOn', 'it only begins that day'],
    ['联合支部', merge('西支部'), '422 #/predecessorIds', 'six places: more than five share no branch'],
    ['东村党委', merge('镇党委'), '409', 'it would stand under itself'],
    ['东村党委', split(false, part('甲', ['东村'])), '409', 'what is below it has no place yet'],
    ['东支部', split(false, part('甲', ['东一组'])), '422 #/parts', 'nobody covers 东二组'],
    ['东支部', split(true, part('甲', ['东一组', '东二组'])), '422 #/parts', 'nothing is left to it'],
    ['东支部', split(true, part('甲', ['西一组'])), '422 #/parts/0/unitIds', 'not its own'],
    ['东村党委', split(true, part('甲', [], ['西支部'])), '422 #/parts/0/childIds', 'not below it'],
    ['临时支部', split(true, part('甲')), '422 #/effectiveOn', 'it ends with its task'],
  ] as const)('%s, %o: %s, %s', (id, change, expected, _why) => {
    const refusal = () => {
      try {
        plan(id, change)
        return 'carried out'
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return [error.kind.status, error.errors[0]?.pointer].filter(Boolean).join(' ')
      }
    }
    expect(refusal()).toBe(expected)
  })
  test('a day in the past, of what was entered before', () => {
    expect(() => planSuccession(all, '西支部', { verb: 'merge', predecessorIds: ['东支部'] }, '2026-03-01', today)).toThrow(Problem)
  })
})
