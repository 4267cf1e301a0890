/** Bodies (组织): the rules. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import { holdsDay } from '#platform/shared/spans.ts'
import { BodyKind } from './bodies.contract.ts'
import { changeBody, lifeFault, lineOf, mayStandUnder, within, type Bodies, type BodyChange, type BodyLife } from './bodies.rules.ts'
import { planSuccession, type SuccessionChange } from './bodies.succession.rules.ts'

const today = '2026-03-02'
const body = (id: string, kind: BodyKind, parentId: string | null, changes: Partial<BodyLife> = {}): BodyLife => ({
  id,
  kind,
  foundedOn: '2010-01-01',
  dissolvedOn: null,
  spans: [{ from: '2010-01-01', to: changes.dissolvedOn ?? null, parentId, name: id, recordedOn: '2020-01-01' }],
  coverage: [],
  ...changes,
})
const all: Bodies = new Map(
  [
    body('镇党委', 'committee', null),
    body('村党委', 'committee', '镇党委'),
    body('支部', 'branch', '村党委'),
    body('联合支部', 'jointBranch', '镇党委'),
    body('临时支部', 'temporaryBranch', '村党委', { dissolvedOn: '2026-06-01' }),
    body('将撤党委', 'committee', '镇党委', { dissolvedOn: '2026-09-01' }),
    body('村委会', 'villagersCommittee', null),
  ].map(each => [each.id, each]),
)

test('a parent is always of the same line', () => {
  for (const child of BodyKind.options)
    for (const parent of BodyKind.options)
      if (mayStandUnder(child, parent)) expect(lineOf(child), `${child} under ${parent}`).toBe(lineOf(parent))
})

test.each([
  ['branch', 'committee', true, 'a village committee leads branches'],
  ['branch', 'generalBranch', true, 'a smaller village has a general branch'],
  ['generalBranch', 'branch', false, 'not upside down'],
  ['branch', 'branch', false, 'a Party group is no organisation'],
  ['committee', 'committee', true, "the town's leads the villages'"],
  ['branch', 'villagersCommittee', false, 'three lines, never merged'],
  ['supervisionCommittee', 'villagersCommittee', true, 'beside it, in its village'],
] as const)('%s under %s: %s, %s', (child, parent, expected, _why) => {
  expect(mayStandUnder(child, parent)).toBe(expected)
})

describe('the life of a body', () => {
  test.each([
    ['temporaryBranch', null, false, 'it ends with its task'],
    ['temporaryBranch', '2026-05-01', true, 'until then'],
    ['branch', null, true, 'without end'],
    ['branch', '2026-03-02', false, 'not a day long'],
  ] as const)('%s until %s: %s, %s', (kind, dissolvedOn, expected, _why) => {
    expect(lifeFault(kind, today, dissolvedOn) === null).toBe(expected)
  })
})

describe('what is refused', () => {
  const create = (changes: object): BodyChange => ({
    verb: 'create',
    id: '新',
    kind: 'branch',
    name: '新',
    parentId: null,
    unitIds: [],
    dissolvedOn: null,
    ...changes,
  })
  test.each<[string, string, BodyChange, string, string]>([
    ['a parent of another line', '支部', { verb: 'move', parentId: '村委会' }, today, '/problems/bodies/line-would-break'],
    ['a parent that is not there', '支部', { verb: 'move', parentId: '无' }, today, '/problems/invalid'],
    ['a parent that ends earlier', '支部', { verb: 'move', parentId: '将撤党委' }, today, '/problems/bodies/line-would-break'],
    ['a circle', '镇党委', { verb: 'move', parentId: '村党委' }, today, '/problems/bodies/line-would-break'],
    ['the parent it has', '支部', { verb: 'move', parentId: '村党委' }, today, '/problems/invalid'],
    ['the name it has', '支部', { verb: 'rename', name: '支部' }, today, '/problems/invalid'],
    ['a day in the past', '支部', { verb: 'rename', name: '改' }, '2026-03-01', '/problems/invalid'],
    ['a day before it was founded', '支部', { verb: 'rename', name: '改' }, '2009-01-01', '/problems/invalid'],
    ['to dissolve what has bodies below', '村党委', { verb: 'dissolve' }, today, '/problems/bodies/has-children'],
    ['to dissolve twice', '将撤党委', { verb: 'dissolve' }, '2026-08-01', '/problems/bodies/line-would-break'],
    ['a temporary branch without end', '新', create({ kind: 'temporaryBranch' }), today, '/problems/invalid'],
    ['a body founded yesterday', '新', create({}), '2026-03-01', '/problems/invalid'],
    ['a joint branch of six', '联合支部', { verb: 'cover', unitIds: [...'一二三四五六'] }, today, '/problems/invalid'],
  ])('%s', (_what, id, change, day, type) => {
    expect.assertions(1)
    try {
      changeBody(all, id, change, day, today)
    } catch (error) {
      expect((error as Problem).kind.type).toBe(type)
    }
  })
})

test('a temporary branch may get another last day, earlier or later', () => {
  expect(changeBody(all, '临时支部', { verb: 'dissolve' }, '2026-04-01', today).spans.at(-1)?.to).toBe('2026-04-01')
  expect(changeBody(all, '临时支部', { verb: 'dissolve' }, '2026-12-01', today)).toMatchObject({
    dissolvedOn: '2026-12-01',
    spans: [{ to: '2026-12-01' }],
  })
})

test('coverage ends and begins on the day, and what is kept is one stretch', () => {
  const first = changeBody(all, '支部', { verb: 'cover', unitIds: ['甲', '乙'] }, today, today)
  const second = changeBody(new Map([...all, ['支部', first]]), '支部', { verb: 'cover', unitIds: ['乙', '丙'] }, '2026-04-01', today)
  expect(second.coverage.map(({ unitId, from, to }) => [unitId, from, to]).sort()).toEqual(
    [
      ['甲', today, '2026-04-01'],
      ['乙', today, null],
      ['丙', '2026-04-01', null],
    ].sort(),
  )
})

test('coverage stays within the life of the unit', () => {
  expect(within({ from: '2008-01-01', to: null }, { openedOn: '2010-01-01', closedOn: '2020-01-01' })).toEqual({
    from: '2010-01-01',
    to: '2020-01-01',
  })
  expect(within({ from: '2021-01-01', to: null }, { openedOn: '2010-01-01', closedOn: '2020-01-01' })).toBeNull()
})

const ids = [...all.keys()]
const step = fc.record({
  verb: fc.constantFrom('rename', 'move', 'dissolve', 'create', 'merge', 'split'),
  kind: fc.constantFrom(...BodyKind.options),
  days: fc.integer({ min: 0, max: 60 }),
  picks: fc.tuple(fc.nat(), fc.nat()),
})

test('after any changes each standing body has one span a day under a parent that stands, and the past is as it was', () => {
  let carriedOut = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const bodies = new Map(all)
      for (const [n, { verb, kind, days, picks }] of steps.entries()) {
        const known = [...ids, ...Array.from({ length: n }, (_, at) => `新${at}`)].filter(id => bodies.has(id))
        const [id, parentId] = [known[picks[0] % known.length]!, known[picks[1] % known.length]!]
        const day = addDays(today, days)
        const changes = {
          rename: { verb: 'rename', name: `名${n}` },
          move: { verb: 'move', parentId },
          dissolve: { verb: 'dissolve' },
          merge: { verb: 'merge', predecessorIds: [parentId] },
          split: {
            verb: 'split',
            keep: false,
            parts: [{ id: `新${n}`, name: `新${n}`, unitIds: [], childIds: childrenOf(bodies, id, day) }],
          },
          create: {
            verb: 'create',
            id: `新${n}`,
            kind,
            name: `新${n}`,
            parentId,
            unitIds: [],
            dissolvedOn: kind === 'temporaryBranch' ? '2027-01-01' : null,
          },
        } satisfies Record<string, BodyChange | SuccessionChange>
        try {
          const change = changes[verb]
          const changed =
            change.verb === 'merge' || change.verb === 'split'
              ? planSuccession(bodies, id, change, day, today).changed
              : [changeBody(bodies, change.verb === 'create' ? `新${n}` : id, change, day, today)]
          for (const after of changed) {
            const before = bodies.get(after.id)
            // A temporary branch may go on beyond the day that was set: then it changes from that day.
            const from = before?.dissolvedOn && before.dissolvedOn < day ? before.dissolvedOn : day
            if (before) expect(spanText(after, addDays(from, -1))).toBe(spanText(before, addDays(from, -1)))
            bodies.set(after.id, after)
          }
          carriedOut += 1
        } catch (error) {
          if (!(error instanceof Problem)) throw error
        }
        requireSound(bodies)
      }
    }),
    { numRuns: 200 },
  )
  expect(carriedOut).toBeGreaterThan(200)
})

const childrenOf = (bodies: Bodies, id: string, day: string) =>
  [...bodies.values()].filter(({ spans }) => spans.some(span => span.parentId === id && holdsDay(span, day))).map(body => body.id)

const spanText = (life: BodyLife, day: string) =>
  JSON.stringify(life.spans.filter(span => holdsDay(span, day)).map(({ name, parentId }) => [name, parentId]))

function requireSound(bodies: Bodies) {
  const days = [...bodies.values()].flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, addDays(from, -1), to ?? from]))
  for (const day of new Set(days))
    for (const { id, foundedOn, dissolvedOn, spans } of bodies.values()) {
      const holding = spans.filter(span => holdsDay(span, day))
      if (holding.length !== (holdsDay({ from: foundedOn, to: dissolvedOn }, day) ? 1 : 0))
        throw new Error(`${id} has ${holding.length} spans on ${day}`)
      const parentId = holding[0]?.parentId
      const parent = parentId ? bodies.get(parentId) : undefined
      if (parentId && !(parent && holdsDay({ from: parent.foundedOn, to: parent.dissolvedOn }, day)))
        throw new Error(`${id} is an orphan on ${day}`)
    }
}
