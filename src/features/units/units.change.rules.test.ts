/** Changes of the map (区划变更): the rules. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import { planChange, type Change } from './units.change.rules.ts'
import type { UnitKind } from './units.contract.ts'
import { reachOn, spanOn, treeOn, turningDays, type MapUnit, type TownMap } from './units.map.rules.ts'

const today = '2026-03-02'

const unit = (id: string, kind: UnitKind, parentId: string | null, recordedOn = '2020-01-01'): MapUnit => ({
  id,
  kind,
  openedOn: '2010-01-01',
  closedOn: null,
  spans: [{ from: '2010-01-01', to: null, parentId, name: id, shortName: id, recordedOn }],
})
const mapOf = (...units: MapUnit[]): TownMap => ({ units: new Map(units.map(each => [each.id, each])), successions: [] })

/** A town with two villages; 甲 has two groups, one of them with a grid. */
const town = mapOf(
  unit('镇', 'town', null),
  unit('甲', 'village', '镇'),
  unit('乙', 'community', '镇'),
  unit('甲一', 'cooperative', '甲'),
  unit('甲二', 'cooperative', '甲'),
  unit('格', 'grid', '甲一'),
  unit('小区', 'quarter', '乙'),
)
const named = (name: string) => ({ name, shortName: name })
const after = (map: TownMap, change: Change, day: string) => planChange(map, change, day, today).after
const shape = (map: TownMap, day: string) => [...treeOn(map, day).values()].map(({ path }) => path.join('/')).sort()

describe('each verb changes the map from its day on', () => {
  test.each<[string, Change, string[], string[]]>([
    ['create', { verb: 'create', id: '新', kind: 'quarter', parentId: '乙', ...named('新') }, [], ['镇/乙/新']],
    ['move', { verb: 'move', unitId: '甲一', parentId: '乙' }, ['镇/甲/甲一', '镇/甲/甲一/格'], ['镇/乙/甲一', '镇/乙/甲一/格']],
    [
      'merge',
      { verb: 'merge', successorId: '乙', predecessorIds: ['甲'] },
      ['镇/甲', '镇/甲/甲一', '镇/甲/甲一/格', '镇/甲/甲二'],
      ['镇/乙/甲一', '镇/乙/甲一/格', '镇/乙/甲二'],
    ],
    [
      'split, itself going on',
      { verb: 'split', unitId: '甲', keep: true, parts: [{ id: '丙', childIds: ['甲二'], ...named('丙') }] },
      ['镇/甲/甲二'],
      ['镇/丙', '镇/丙/甲二'],
    ],
    [
      'split, itself closing',
      {
        verb: 'split',
        unitId: '甲',
        keep: false,
        parts: [
          { id: '丙', childIds: ['甲二'], ...named('丙') },
          { id: '丁', childIds: ['甲一'], ...named('丁') },
        ],
      },
      ['镇/甲', '镇/甲/甲一', '镇/甲/甲一/格', '镇/甲/甲二'],
      ['镇/丁', '镇/丁/甲一', '镇/丁/甲一/格', '镇/丙', '镇/丙/甲二'],
    ],
    ['close', { verb: 'close', unitId: '格' }, ['镇/甲/甲一/格'], []],
  ])('%s', (_verb, change, gone, come) => {
    const changed = after(town, change, '2026-05-01')
    const before = shape(town, '2026-04-30')
    expect(shape(changed, '2026-04-30')).toEqual(before)
    expect(shape(changed, '2026-05-01')).toEqual([...before.filter(path => !gone.includes(path)), ...come].sort())
  })

  test('rename', () => {
    const changed = after(town, { verb: 'rename', unitId: '甲', ...named('甲社区') }, '2026-05-01')
    expect([spanOn(changed.units.get('甲'), '2026-04-30')?.name, spanOn(changed.units.get('甲'), '2026-05-01')?.name]).toEqual([
      '甲',
      '甲社区',
    ])
  })
})

test('a change for an earlier day ends where a later one was already entered', () => {
  const later = after(town, { verb: 'rename', unitId: '甲', ...named('三名') }, '2026-06-01')
  const both = after(later, { verb: 'rename', unitId: '甲', ...named('二名') }, '2026-04-01')
  const moved = after(both, { verb: 'move', unitId: '甲一', parentId: '乙' }, '2026-05-01')
  expect(['2026-03-31', '2026-04-01', '2026-06-01'].map(day => spanOn(moved.units.get('甲'), day)?.name)).toEqual(['甲', '二名', '三名'])
})

test('two changes of one day leave one period', () => {
  const once = after(town, { verb: 'rename', unitId: '甲', ...named('错名') }, today)
  const corrected = after(once, { verb: 'rename', unitId: '甲', ...named('对名') }, today)
  expect(corrected.units.get('甲')?.spans.map(({ from, to, name }) => [from, to, name])).toEqual([
    ['2010-01-01', today, '甲'],
    [today, null, '对名'],
  ])
})

test('what was entered today may be corrected back to its first day, older entries may not', () => {
  const change: Change = { verb: 'rename', unitId: '甲', ...named('对名') }
  const fresh = mapOf(unit('镇', 'town', null), unit('甲', 'village', '镇', today))
  expect(spanOn(after(fresh, change, '2015-01-01').units.get('甲'), '2015-01-01')?.name).toBe('对名')
  expect(() => after(town, change, '2026-03-01')).toThrow(Problem)
  expect(() => after(fresh, { verb: 'create', id: '新', kind: 'quarter', parentId: '甲', ...named('新') }, '2026-03-01')).toThrow(Problem)
})

describe('what is refused', () => {
  const closing = after(town, { verb: 'merge', successorId: '乙', predecessorIds: ['甲'] }, '2026-06-01')
  test.each<[string, TownMap, Change, string]>([
    ['a parent that is not there', town, { verb: 'move', unitId: '甲一', parentId: '无' }, '/problems/invalid'],
    ['the parent it has', town, { verb: 'move', unitId: '甲一', parentId: '甲' }, '/problems/invalid'],
    ['the name it has', town, { verb: 'rename', unitId: '甲', ...named('甲') }, '/problems/invalid'],
    ['a village under a cooperative', town, { verb: 'move', unitId: '甲', parentId: '甲一' }, '/problems/units/tree-would-break'],
    ['a circle', town, { verb: 'move', unitId: '甲一', parentId: '甲一' }, '/problems/units/tree-would-break'],
    ['a parent that closes later', closing, { verb: 'move', unitId: '小区', parentId: '甲' }, '/problems/units/tree-would-break'],
    ['to move the town', town, { verb: 'move', unitId: '镇', parentId: '甲' }, '/problems/invalid'],
    ['to merge into itself', town, { verb: 'merge', successorId: '甲', predecessorIds: ['甲'] }, '/problems/invalid'],
    ['to merge a village into a cooperative', town, { verb: 'merge', successorId: '小区', predecessorIds: ['甲'] }, '/problems/invalid'],
    [
      'to merge what is closing already',
      closing,
      { verb: 'merge', successorId: '乙', predecessorIds: ['甲'] },
      '/problems/units/already-ending',
    ],
    [
      'to merge into what is closing',
      closing,
      { verb: 'merge', successorId: '甲', predecessorIds: ['乙'] },
      '/problems/units/already-ending',
    ],
    ['to close what has units below', town, { verb: 'close', unitId: '甲' }, '/problems/units/has-children'],
    ['to close the town', town, { verb: 'close', unitId: '镇' }, '/problems/invalid'],
    [
      'to split and leave a unit behind',
      town,
      { verb: 'split', unitId: '甲', keep: false, parts: [{ id: '丙', childIds: ['甲一'], ...named('丙') }] },
      '/problems/units/has-children',
    ],
    [
      'to give away what is not its own',
      town,
      { verb: 'split', unitId: '甲', keep: true, parts: [{ id: '丙', childIds: ['小区'], ...named('丙') }] },
      '/problems/invalid',
    ],
  ])('%s', (_what, map, change, type) => {
    expect.assertions(1)
    try {
      after(map, change, '2026-05-01')
    } catch (error) {
      expect((error as Problem).kind.type).toBe(type)
    }
  })
})

test('a closed or merged unit is answered for by the unit above or its successor', () => {
  const changed = after(
    after(town, { verb: 'close', unitId: '格' }, '2026-04-01'),
    { verb: 'merge', successorId: '乙', predecessorIds: ['甲'] },
    '2026-05-01',
  )
  const reach = (id: string, day: string) => [...reachOn(changed, treeOn(changed, day), id, day)].sort()
  expect(reach('甲', '2026-04-30')).toEqual(['格', '甲', '甲一', '甲二'].sort())
  expect(reach('甲', '2026-05-01')).toEqual([])
  expect(reach('乙', '2026-05-01')).toEqual(['乙', '小区', '格', '甲', '甲一', '甲二'].sort())
})

const kinds: UnitKind[] = ['community', 'village', 'cooperative', 'quarter', 'grid', 'householdGroup']
const step = fc.record({
  verb: fc.constantFrom('create', 'rename', 'move', 'merge', 'split', 'close'),
  kind: fc.constantFrom(...kinds),
  days: fc.integer({ min: 0, max: 60 }),
  picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  keep: fc.boolean(),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** The change a step stands for, with units picked from all that ever stood. */
function changeOf(map: TownMap, { verb, kind, picks, keep }: Omit<Step, 'days'>, n: number): Change {
  const ids = [...map.units.keys()]
  const [a, b, c, d] = picks.map(pick => ids[pick % ids.length]!) as [string, string, string, string]
  const fresh = named(`新${n}`)
  switch (verb) {
    case 'create':
      return { verb, id: `u${n}`, kind, parentId: a, ...fresh }
    case 'rename':
      return { verb, unitId: a, ...fresh }
    case 'move':
      return { verb, unitId: a, parentId: b }
    case 'merge':
      return { verb, successorId: a, predecessorIds: keep ? [b] : [b, c] }
    case 'split': {
      const children = [...map.units.values()].filter(({ spans }) => spans.at(-1)?.parentId === a).map(({ id }) => id)
      return { verb, unitId: a, keep, parts: [{ id: `u${n}`, childIds: keep ? children.slice(1) : children, ...fresh }] }
    }
    default:
      return { verb: 'close', unitId: d }
  }
}

test('after any changes each standing unit has one period a day, paths agree with parents, and the past is as it was', () => {
  let carriedOut = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), steps => {
      let map = town
      for (const [n, { days, ...rest }] of steps.entries()) {
        const day = addDays(today, days)
        let changed: TownMap
        try {
          changed = after(map, changeOf(map, rest, n), day)
        } catch (error) {
          if (error instanceof Problem) continue
          throw error
        }
        carriedOut += 1
        for (const early of turningDays(map, '2010-01-01').filter(each => each < day))
          expect(treeOn(changed, early)).toEqual(treeOn(map, early))
        expect(treeOn(changed, addDays(day, -1))).toEqual(treeOn(map, addDays(day, -1)))
        map = changed
        requireSound(map)
      }
    }),
    { numRuns: 200 },
  )
  expect(carriedOut).toBeGreaterThan(300)
})

/** Throws at the first fault, on every day on which anything changes and the day before. Plain comparisons: there are millions. */
function requireSound(map: TownMap) {
  const must = (sound: boolean, what: string) => {
    if (!sound) throw new Error(what)
  }
  for (const day of turningDays(map, '2010-01-01').flatMap(each => [addDays(each, -1), each])) {
    const tree = treeOn(map, day)
    for (const { id, openedOn, closedOn, spans } of map.units.values()) {
      const holding = spans.filter(({ from, to }) => from <= day && (to === null || day < to))
      const stands = openedOn <= day && (closedOn === null || day < closedOn)
      must(holding.length === (stands ? 1 : 0), `${id} has ${holding.length} periods on ${day}`)
      const placed = tree.get(id)
      must((placed !== undefined) === stands, `${id} is missing from the tree of ${day}`)
      if (!placed) continue
      const above = placed.parentId === null ? [] : tree.get(placed.parentId)!.path
      must(placed.path.join() === [...above, id].join(), `${id} has a path unlike its parent's on ${day}`)
      must(new Set(placed.path).size === placed.path.length, `${id} stands below itself on ${day}`)
    }
  }
}
