/** Generated documents (生成的文档): complete, and the interface valid by a public validator. And commit messages. */
import { readdir, readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openapi } from '#platform/server/openapi.ts'
import { shared } from '#platform/server/openapi-shared.ts'
import { documents } from '../../scripts/print-docs.ts'
import { faultsOf } from '../../scripts/check-commit-message.ts'
import { features } from '../../src/features.ts'

test('the interface is valid OpenAPI 3.1, and the validator would notice if it were not', async () => {
  const document = shared(openapi(features))
  const found = await new Validator().validate(structuredClone(document))
  expect(found).toEqual({ valid: true })
  const [path] = Object.keys(document.paths)
  const broken = structuredClone(document) as { paths: Record<string, Record<string, { responses?: unknown }>> }
  const [method] = Object.keys(broken.paths[path!]!)
  broken.paths[path!]![method!]!.responses = 'none'
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

test('every operation has an id of its own, and every path parameter is described', () => {
  const operations = Object.entries(openapi(features).paths).flatMap(([path, methods]) =>
    Object.values(methods).map(operation => ({
      path,
      ...(operation as { operationId: string; parameters: { name: string; in: string }[] }),
    })),
  )
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const { path, parameters } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(
      parameters.filter(each => each.in === 'path').map(({ name }) => name),
      path,
    ).toEqual(named)
  }
})

test('what anyone may write without signing in has a limit of its own, narrower than that of reading', () => {
  const open = features
    .flatMap(({ endpoints }) => Object.values(endpoints))
    .filter(({ access, method }) => access === 'public' && method !== 'GET')
  expect(open.filter(({ limit }) => limit === undefined).map(({ name }) => name)).toEqual([])
  expect(open.length).toBeGreaterThan(5)
})

test('every endpoint, state, page and job stands in the documents', () => {
  const printed = Object.values(documents(features)).join('\n')
  for (const { endpoints, pages = [], jobs = [], machines = {} } of features) {
    for (const { name } of Object.values(endpoints)) expect(printed).toContain(`"operationId": "${name}"`)
    for (const { path } of pages) expect(printed).toContain(`| ${path} |`)
    for (const { name } of jobs) expect(printed).toContain(`| ${name} |`)
    for (const { initial } of Object.values(machines)) expect(printed).toContain(`[*] --> ${initial}`)
  }
})

/** Pictures that a text shows, and those of the folder that it does not. */
const picturesOf = (text: string) => [...text.matchAll(/\]\(docs\/screenshots\/([^)]+)\)/g)].map(([, name]) => name!)

test('the README shows every picture that is kept, and keeps every one that it shows', async () => {
  const kept = await readdir('docs/screenshots')
  expect(picturesOf(await readFile('README.md', 'utf8')).sort()).toEqual(kept.sort())
  expect(picturesOf('![a](docs/screenshots/gone.webp)')).toEqual(['gone.webp'])
})

/** The packages that a document of dependencies gives a line. */
const explained = (text: string) =>
  [...text.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!))

test('every package has its line, and no line outlives its package', async () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Record<
    string,
    object
  >
  const installed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort()
  const text = await readFile('docs/dependencies.md', 'utf8')
  expect(explained(text).sort()).toEqual(installed)
  expect(
    explained(`${text}| \`gone\`, \`left\` | what it replaced | MIT | nobody | 1 kB |\n`).filter(name => !installed.includes(name)),
  ).toEqual(['gone', 'left'])
})

const messages: [message: string, faults: number, why: string][] = [
  ['decisions: Count abstentions as present.\n\nThe law counts who came, not who chose.', 0, 'the form'],
  ['decisions: Count abstentions as present.\n# a comment of git\n', 0, 'no body, and git’s comments'],
  ['Merge branch main', 0, 'git wrote it'],
  ['Count abstentions as present.', 1, 'no area'],
  ['decisions: count abstentions.', 1, 'no capital'],
  ['decisions: Count abstentions', 1, 'no full stop'],
  ['decisions: Counted abstentions.', 1, 'the past'],
  [`decisions: Count ${'x'.repeat(60)}.`, 1, 'too long'],
  ['decisions: Count abstentions.\nAt once.', 1, 'no empty line'],
  [`decisions: Count abstentions.\n\n${'word '.repeat(20)}`, 1, 'a body nobody can read in a terminal'],
]
test.each(messages)('commit message %j has %i faults: %s', (message, faults) => {
  expect(faultsOf(message)).toHaveLength(faults)
})
