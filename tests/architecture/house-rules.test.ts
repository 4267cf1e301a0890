/** The house keeps its rules (家规), and each rule notices a tree that breaks it. */
import { expect, test } from 'vitest'
import {
  emptyNames,
  hastyLooks,
  impureRules,
  longFiles,
  narrowHan,
  readTree,
  leftStubs,
  silentFiles,
  strangersWrites,
  tracesOfMachines,
  unownedTables,
  type TreeFile,
} from './house-rules.ts'

const tree = readTree()
const file = (path: string, ...lines: string[]): TreeFile => ({ path, text: `${lines.join('\n')}\n` })
const migration = file('migrations/0001_units.sql', '-- owner: units', 'create table unit_period (', ');')
const units = file('src/features/units/units.queries.ts', '/** Units. */', "db.insertInto('unitPeriod')")
const han = ['\\u4e00', '\\u9fa5'].join('-')
const privateFolder = ['', 'home', 'someone', 'town'].join('/')

/** A rule, and trees that break it. Each must give exactly one complaint. */
const rules: [name: string, rule: (tree: readonly TreeFile[]) => string[], broken: TreeFile[][]][] = [
  [
    'every table has an owner that exists',
    unownedTables,
    [
      [file('migrations/0001_units.sql', '-- owner: units', 'create table unit (', ');')],
      [file('migrations/0002_x.sql', 'create table x (', ');'), units],
    ],
  ],
  [
    'only the owner’s folder writes a table',
    strangersWrites,
    [
      [migration, units, file('src/features/venues/venues.queries.ts', "db.updateTable('unitPeriod')")],
      [migration, units, file('src/platform/server/nosy.ts', "db.deleteFrom('unitPeriod')")],
      [migration, units, file('src/program/nosy.ts', 'sql`insert  into unit_period (id) values (1)`')],
      [migration, units, file('scripts/nosy.ts', 'sql`update unit_period up set name = 1`')],
    ],
  ],
  [
    'rules and policies know no clock, no chance and no environment',
    impureRules,
    [
      [file('src/features/a/a.rules.ts', 'const today = Date.now()')],
      [file('src/features/a/a.policy.ts', 'const now = new Date()')],
      [file('src/features/a/a.rules.ts', 'if (Math.random() > 0.5) return')],
      [file('src/features/a/a.words.ts', 'const name = process.env.NAME')],
    ],
  ],
  ['no file is longer than 300 lines', longFiles, [[file('src/a.ts', ...Array<string>(301).fill('x'))]]],
  ['every file opens with what it holds', silentFiles, [[file('src/a.ts', "import 'x'")]]],
  ['a Han character is more than the first block of Unicode', narrowHan, [[file('src/a.ts', `const han = /[${han}]/`)]]],
  [
    'what a test put in place of a global goes when its file ends: the files of a worker share them',
    leftStubs,
    [
      [file('src/a.test.ts', `vi.${'stubGlobal'}('fetch', answer)`)],
      [file('src/a.test.tsx', `vi.${'stubEnv'}('MODE', 'x')`, `vi.${'unstubAllGlobals'}()`)],
    ],
  ],
  [
    'a journey polls what a page shows: a dialog that is just closing is still there',
    hastyLooks,
    [
      [file('tests/journeys/a.ts', `${'expect'}(await page.getByRole('button').count()).toBe(0)`)],
      [file('tests/journeys/a.ts', `${'expect'}(`, "  await page.getByLabel('x').getAttribute('href')", ').toBe(1)')],
    ],
  ],
  [
    'a name says what the thing is',
    emptyNames,
    [
      [file('src/a.ts', 'export class CaseManager {}')],
      [file('src/string-utils.ts', 'export const a = 1')],
      [file('src/a.ts', 'export const userData = 1')],
    ],
  ],
  [
    'nothing tells of the machine it was made on',
    tracesOfMachines,
    [
      [file('docs/a.md', `see ${privateFolder}/notes`)],
      [file('.npmrc', `registry=https://${'registry'}.example.com/`)],
      [file('package-lock.json', '"resolved": "https://packages.example.com/zod.tgz"')],
    ],
  ],
]

test('the tree was read', () => {
  expect(tree.length).toBeGreaterThan(100)
  expect(tree.map(({ path }) => path)).toEqual(expect.arrayContaining(['package.json', 'src/main.ts', 'migrations/0001_platform.sql']))
})

test.each(rules)('%s', (_, rule, broken) => {
  expect(rule(tree)).toEqual([])
  for (const faulty of broken) expect(rule(faulty), JSON.stringify(faulty)).toHaveLength(1)
})

test('what is allowed raises no complaint', () => {
  expect(
    strangersWrites([migration, units, file('src/features/venues/venues.queries.ts', "db.selectFrom('unitPeriod')", '// update the list')]),
  ).toEqual([])
  expect(strangersWrites([migration, file('tests/a.test.ts', "app.owner.insertInto('unitPeriod')")])).toEqual([])
  expect(impureRules([file('src/features/a/a.rules.ts', 'const at = new Date(instant)')])).toEqual([])
})
