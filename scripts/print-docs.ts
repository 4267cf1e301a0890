/**
 * Prints docs/generated from the features: `npm run docs`. With --check it compares instead, and fails on a difference.
 *
 * What stands there is read, never edited: the interface, who may do what, the states, the pages and the jobs.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Feature } from '#platform/server/feature.ts'
import { openapi } from '#platform/server/openapi.ts'
import { shared } from '#platform/server/openapi-shared.ts'
import { upkeep } from '#platform/server/upkeep.ts'
import { features } from '../src/features.ts'

/** Every generated document, by path below the repository's root. */
export const documents = (all: readonly Feature[]): Record<string, string> => ({
  'docs/generated/openapi.json': `${JSON.stringify(shared(openapi(all)), null, 2)}\n`,
  'docs/generated/permissions.md': permissions(all),
  'docs/generated/states.md': states(all),
  'docs/generated/pages.md': pages(all),
})

const heading = (title: string) => `# ${title}\n\nPrinted by \`npm run docs\`; do not edit.\n`
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** 权限表: one line for each rule of each policy, with its endpoint. */
function permissions(all: readonly Feature[]): string {
  const sections = all.map(({ name, nameZh, endpoints, policies }) => {
    const byName = new Map(Object.values(endpoints).map(endpoint => [endpoint.name as string, endpoint]))
    const rows = policies.flatMap(policy =>
      policy.names.map((rule: string) => {
        const endpoint = byName.get(`${name}.${rule}`)
        const door = endpoint ? `${endpoint.method} /api${endpoint.path}` : ''
        return [`${name}.${rule}`, door, endpoint?.access ?? '', (policy.rules as Record<string, { says: string }>)[rule]!.says]
      }),
    )
    return `## ${name} ${nameZh}\n\n${table(['action', 'endpoint', 'door', 'who, and when'], rows)}\n`
  })
  return [heading('Who may do what'), ...sections].join('\n')
}

/** 状态表: each workflow as a picture and as a table. */
function states(all: readonly Feature[]): string {
  const sections = all.flatMap(({ machines = {} }) =>
    Object.entries(machines).map(([name, machine]) => {
      const transitions = Object.entries(machine.transitions)
      const arrows = transitions.flatMap(([verb, { from, to }]) => from.map(state => `  ${state} --> ${to}: ${verb}`))
      const rows = transitions.map(([verb, { from, to }]) => [verb, from.join(', '), to])
      const picture = ['```mermaid', 'stateDiagram-v2', `  [*] --> ${machine.initial}`, ...arrows, '```'].join('\n')
      return `## ${name}\n\n${picture}\n\n${table(['action', 'from', 'to'], rows)}\n`
    }),
  )
  return [heading('States'), ...sections].join('\n')
}

/** 页面与定时任务. */
function pages(all: readonly Feature[]): string {
  const shown = all.flatMap(({ pages: list = [] }) => list.map(({ method, path, summary }) => [path, method, summary]))
  const jobs = [...upkeep, ...all.flatMap(({ jobs: list = [] }) => list)].map(({ name, cron, summary }) => [name, cron, summary])
  shown.sort(([a, m], [b, n]) => (`${a} ${m}` < `${b} ${n}` ? -1 : 1))
  return `${heading('Pages and jobs')}
## Pages

${table(['path', 'method', 'what it shows'], shown)}

## Jobs

Times are Asia/Shanghai.

${table(['job', 'cron', 'what it does'], jobs)}
`
}

async function main() {
  const stale: string[] = []
  for (const [path, text] of Object.entries(documents(features))) {
    const file = new URL(`../${path}`, import.meta.url)
    const before = await readFile(file, 'utf8').catch(() => '')
    if (before === text) continue
    stale.push(path)
    if (process.argv.includes('--check')) continue
    await mkdir(dirname(file.pathname), { recursive: true })
    await writeFile(file, text)
  }
  if (!process.argv.includes('--check')) return console.log(stale.length > 0 ? `printed ${stale.join(', ')}` : 'nothing changed')
  if (stale.length === 0) return
  console.error(`out of date: ${stale.join(', ')}. Run: npm run docs`)
  process.exitCode = 1
}

if (import.meta.main) await main()
