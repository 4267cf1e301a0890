/**
 * Who may import whom (引用规则): the house keeps the rules, and each rule notices its own violation.
 *
 * A rule that can no longer fire is worse than none, so every rule of .dependency-cruiser.cjs stands in the table
 * below with a file that breaks it. The house is copied and the files are added: each must be found, and nothing else.
 */
import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const require = createRequire(import.meta.url)

interface Config {
  forbidden: { name: string }[]
  options: object
}
const config = require('../../.dependency-cruiser.cjs') as Config
const ruleNames = config.forbidden.map(({ name }) => name)

/** A file that breaks the rule, by path and text; `also` are files it needs. */
interface Violation {
  rule: string
  path: string
  text: string
  also?: Record<string, string>
}

const violations: Violation[] = [
  {
    rule: 'no-circles',
    path: 'src/platform/shared/circle-a.ts',
    text: "import './circle-b.ts'",
    also: { 'src/platform/shared/circle-b.ts': "import './circle-a.ts'" },
  },
  { rule: 'no-strays', path: 'src/platform/server/stray.ts', text: "import './there-is-no-such-file.ts'" },
  { rule: 'platform-knows-no-feature', path: 'src/platform/server/nosy.ts', text: "import '../../features/units/units.contract.ts'" },
  { rule: 'program-is-the-top', path: 'src/features/units/units.jobs.ts', text: "import '../../program/start.ts'" },
  {
    rule: 'demo-is-a-workbook',
    path: 'src/features/venues/venues.jobs.ts',
    text: "import '../../demo/names.ts'",
    also: { 'src/demo/names.ts': 'export const names = []' },
  },
  { rule: 'shared', path: 'src/platform/shared/clock.ts', text: "import 'node:os'" },
  { rule: 'detectors', path: 'src/platform/personal-data/ids.ts', text: "import '../shared/ids.ts'" },
  { rule: 'witness', path: 'src/witness/judge.ts', text: "import '../platform/shared/ids.ts'" },
  { rule: 'browser', path: 'src/features/record/browser/verify.ts', text: "import '../record.contract.ts'" },
  { rule: 'record-format', path: 'src/platform/record/tree.ts', text: "import '../shared/ids.ts'" },
  { rule: 'contract', path: 'src/features/units/wrong.contract.ts', text: "import 'kysely'" },
  { rule: 'rules-and-policy', path: 'src/features/units/wrong.rules.ts', text: "import 'node:fs'" },
  { rule: 'queries', path: 'src/features/units/wrong.queries.ts', text: "import 'fastify'" },
  { rule: 'indicators', path: 'src/features/units/wrong.indicators.ts', text: "import 'fastify'" },
  { rule: 'workbook', path: 'src/features/units/wrong.workbook.ts', text: "import 'exceljs'" },
  { rule: 'public', path: 'src/features/units/public/wrong.pages.ts', text: "import '../../../platform/database/database.ts'" },
  { rule: 'web-never-server', path: 'src/features/units/web/WrongPage.tsx', text: "import '../units.actions.ts'" },
  { rule: 'web-no-node', path: 'src/features/units/web/NodePage.tsx', text: "import 'node:fs'" },
  {
    rule: 'server-never-web',
    path: 'src/features/units/wrong.jobs.ts',
    text: "import './web/UnitPage.tsx'",
    also: { 'src/features/units/web/UnitPage.tsx': 'export const page = 1' },
  },
  { rule: 'react-in-web-only', path: 'src/platform/server/wrong.ts', text: "import 'react'" },
  {
    rule: 'every-feature-is-on-the-map',
    path: 'src/features.ts',
    text: "import './features/uncharted/uncharted.feature.ts'",
    also: { 'src/features/uncharted/uncharted.feature.ts': '' },
  },
  { rule: 'doors', path: 'src/features/venues/back.jobs.ts', text: "import '../units/units.queries.ts'" },
  { rule: 'samples-are-not-product', path: 'src/features/units/sample.jobs.ts', text: "import './units.samples.ts'" },
  { rule: 'tests-are-not-product', path: 'src/features/units/tested.jobs.ts', text: "import '../../../tests/support/app.ts'" },
  ...ruleNames.filter(name => name.endsWith('-may-use')).map(name => usesOneItMayNot(name.replace(/-may-use$/, ''))),
]

/** A file of `feature` that imports a feature it may not use: itself last, so the one before may not use it. */
function usesOneItMayNot(feature: string): Violation {
  return {
    rule: `${feature}-may-use`,
    path: `src/features/${feature}/forbidden.jobs.ts`,
    text: "import '../uncharted/uncharted.contract.ts'",
    also: { 'src/features/uncharted/uncharted.contract.ts': '' },
  }
}

test('every rule has a violation of its own here', () => {
  expect(violations.map(({ rule }) => rule).sort()).toEqual([...ruleNames].sort())
})

test('each rule notices its violation, and the house as it is keeps all of them', async () => {
  const house = await aHouse()
  const planted = new Set<string>()
  for (const { path, text, also = {} } of violations)
    for (const [file, content] of Object.entries({ ...also, [path]: text })) {
      if (!existsSync(join(root, file))) planted.add(file)
      await write(join(house, file), content)
    }
  const found = await violationsIn(house)
  const ofRule = ({ rule, path }: Violation) => found.filter(each => each.rule === rule && each.from === path)
  const unnoticed = violations.filter(violation => ofRule(violation).length === 0)
  // A circle is reported once, from either of its files.
  expect(unnoticed.filter(({ rule }) => rule !== 'no-circles' || !found.some(each => each.rule === rule))).toEqual([])
  // One line was put into a file of the house; what a file holds that was put there whole is nobody's.
  const expected = new Set(violations.flatMap(violation => ofRule(violation).slice(0, 1)))
  expect(found.filter(each => !planted.has(each.from) && !expected.has(each))).toEqual([])
}, 120_000)

async function aHouse(): Promise<string> {
  const house = await temporaryFolder('house')
  onTestFinished(() => rm(house, { recursive: true, force: true }))
  for (const folder of ['src', 'tests']) await cp(join(root, folder), join(house, folder), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) await cp(join(root, file), join(house, file))
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'))
  return house
}

async function write(file: string, text: string) {
  await mkdir(dirname(file), { recursive: true })
  const before = await readFile(file, 'utf8').catch(() => '')
  await writeFile(file, `${text}\n${before}`)
}

interface Found {
  rule: string
  from: string
  to: string
}

/** The violations, from the report: with `--output-type json` the exit code is 0 even when rules are broken. */
async function violationsIn(folder: string): Promise<Found[]> {
  const command = realpathSync(join(root, 'node_modules/.bin/depcruise'))
  const report = await new Promise<string>((resolve, reject) =>
    execFile(
      process.execPath,
      [command, '--output-type', 'json', '--config', '.dependency-cruiser.cjs', 'src'],
      { cwd: folder, maxBuffer: 200_000_000 },
      (error, stdout, stderr) => (stdout ? resolve(stdout) : reject(new Error(stderr, { cause: error }))),
    ),
  )
  const { summary, modules } = JSON.parse(report) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
    modules: unknown[]
  }
  // An empty cruise finds nothing wrong: it must have seen the house.
  expect(modules.length).toBeGreaterThan(100)
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}
