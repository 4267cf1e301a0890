/**
 * House rules (家规): what lint and the import checker cannot see, as functions from the tree to complaints.
 *
 * Each takes the files and returns one sentence for each fault, so that a test can hand it a faulty tree.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface TreeFile {
  /** Path below the repository's root. */
  path: string
  text: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const skipped = new Set(['node_modules', '.git', 'var', 'dist', 'coverage', '.vite', 'screenshots'])
const isText = /\.(tsx?|cjs|js|json|sql|md|css|html|svg|ya?ml|txt|tsv|sh)$|(^|\/)(\.npmrc|\.gitignore|LICENSE|run)$/

/** Every text file of the repository. */
export function readTree(folder = ''): TreeFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (skipped.has(entry.name)) return []
    if (entry.isDirectory()) return readTree(path)
    return entry.isFile() && isText.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

const isTest = (path: string) => path.startsWith('tests/') || /\.test\.tsx?$/.test(path)
const isSource = (path: string) => /^(src|tests|scripts)\/.+\.tsx?$/.test(path) && path !== 'src/platform/database/tables.ts'

/** Tables by owner, from the first lines and statements of the migrations. */
export function ownersOf(tree: readonly TreeFile[]): Map<string, string> {
  const owners = new Map<string, string>()
  for (const { path, text } of tree.filter(file => /^migrations\/.+\.sql$/.test(file.path))) {
    const owner = /^-- owner: (\w+)\n/.exec(text)?.[1] ?? `nobody (${path})`
    for (const [, table] of text.matchAll(/^create table (?:if not exists )?([a-z_.]+)/gm)) owners.set(table!, owner)
  }
  return owners
}

/** Every migration names its owner first, and the owner exists. */
export function unownedTables(tree: readonly TreeFile[]): string[] {
  const folders = new Set(tree.map(({ path }) => /^src\/features\/([^/]+)\//.exec(path)?.[1]).filter(name => name !== undefined))
  return [...ownersOf(tree)]
    .filter(([, owner]) => owner !== 'platform' && !folders.has(owner))
    .map(([table, owner]) => `${table} is owned by ${owner}`)
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Anyone may read a table with a join; only its owner's folder writes it. */
export function strangersWrites(tree: readonly TreeFile[]): string[] {
  const owners = ownersOf(tree)
  return tree
    .filter(({ path }) => isSource(path) && !isTest(path) && !path.endsWith('.samples.ts'))
    .flatMap(({ path, text }) => {
      const built = [...text.matchAll(/\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'([\w.]+)/g)].map(([, table]) => snake(table!))
      const raw = [
        ...text.matchAll(/\b(?:insert\s+into|delete\s+from|merge\s+into)\s+([a-z_.]+)|\bupdate\s+([a-z_.]+)\s+(?:\w+\s+)?set\b/g),
      ].map(([, into, updated]) => (into ?? updated)!)
      return [...new Set([...built, ...raw])]
        .filter(table => owners.has(table))
        .filter(table => !path.startsWith(owners.get(table) === 'platform' ? 'src/platform/' : `src/features/${owners.get(table)}/`))
        .map(table => `${path} writes ${table}, which belongs to ${owners.get(table)}`)
    })
}

/** Rules and policies are functions of their arguments: no clock, no chance, no environment. */
export function impureRules(tree: readonly TreeFile[]): string[] {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bnewId\(|\brandom(?:UUID|Bytes|Int)\(|\bgetRandomValues\(|\bperformance\.now\(/
  return tree
    .filter(({ path }) => /\.(rules|policy|words|sentences)\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const found = impure.exec(text)
      return found ? [`${path} is not pure: ${found[0]}`] : []
    })
}

/** No file is longer than 300 lines. */
export const longFiles = (tree: readonly TreeFile[]): string[] =>
  tree
    .filter(({ path }) => isSource(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300)
    .map(({ path, lines }) => `${path} has ${lines} lines`)

/** A file says in its first line what it holds. A manifest is its own description. */
export const silentFiles = (tree: readonly TreeFile[]): string[] =>
  tree
    .filter(({ path }) => /^src\/.+\.tsx?$/.test(path) && !isTest(path) && !path.endsWith('.feature.ts'))
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ path }) => `${path} does not open with a docstring`)

/** A fetch that answers 401 was left behind once, and the next file of the worker asked it whether the program had started. */
export const leftStubs = (tree: readonly TreeFile[]): string[] =>
  tree
    .filter(({ path, text }) => isTest(path) && text.includes('vi.stub'))
    .filter(({ text }) => ['Global', 'Env'].some(kind => text.includes(`vi.stub${kind}(`) && !text.includes(`vi.unstubAll${kind}s()`)))
    .map(({ path }) => `${path} leaves behind what it put in place of a global`)

/** What a page shows at one moment may be gone at the next: a journey polls, or one test in 200 runs meets a dialog that is just closing. */
export const hastyLooks = (tree: readonly TreeFile[]): string[] => {
  const hasty =
    /expect\(\s*await (?:(?!expect)[^;])*?\.(?:count|isVisible|isHidden|isEnabled|isDisabled|isChecked|inputValue|getAttribute|innerText|textContent)\([^()]*\)\s*[,)]\s*[.'`\w]/
  return tree
    .filter(({ path }) => path.startsWith('tests/journeys/'))
    .flatMap(({ path, text }) => {
      const found = text
        .split('\n')
        .findIndex((line, at, lines) => line.includes('expect(') && hasty.test(lines.slice(at, at + 4).join('\n')))
      return found < 0 ? [] : [`${path}:${found + 1} looks once; poll until it is so`]
    })
}

/** Unicode's first block of Han is not all of them: 䶮 and 𬜬 are names (DATA-08). */
export const narrowHan = (tree: readonly TreeFile[]): string[] =>
  tree
    .filter(({ path }) => isSource(path) && path !== 'tests/architecture/house-rules.ts')
    .filter(({ text }) => /\\u4e00\s*-\s*\\u9fa5|一-龥|一-龟/iu.test(text))
    .map(({ path }) => `${path} knows only the Han characters of 1993; use \\p{Script=Han}`)

/** Words that say nothing about a thing. A handler (经办人) is a person; a class of that name is not. */
export function emptyNames(tree: readonly TreeFile[]): string[] {
  const empty = /(?:Manager|Helper|Utils?|Service|Data|Info)$|^[A-Z]\w*Handler$/
  return tree
    .filter(({ path }) => /^src\/.+\.tsx?$/.test(path) && path !== 'src/platform/database/tables.ts')
    .flatMap(({ path, text }) => {
      const exported = [...text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map(([, name]) => name!)
      const file = path
        .split('/')
        .at(-1)!
        .replace(/\.tsx?$/, '')
      const fileName = file.replaceAll(/(?:^|[-.])(\w)/g, (_, letter: string) => letter.toUpperCase())
      return [...exported, fileName].filter(name => empty.test(name)).map(name => `${path}: ${name} says nothing; name the thing`)
    })
}

/** Nothing in the tree tells on which machine or from which registry it was made. */
export function tracesOfMachines(tree: readonly TreeFile[]): string[] {
  const folder = /(?<![\w.~:-])\/(?:work|root|home|Users)\/[\w.-]+/
  const host = /https?:\/\/[\w.-]*(?:registry|mirror|artifactory|nexus|verdaccio)[\w.-]*/i
  return tree.flatMap(({ path, text }) => {
    const found = folder.exec(text) ?? host.exec(text) ?? (path === 'package-lock.json' ? /"resolved": "https?:[^"]*"/.exec(text) : null)
    return found ? [`${path} holds ${found[0]}`] : []
  })
}

/**
 * Columns that could only serve to measure a person by usage: how often and how long someone was signed in, points and ranks,
 * who liked, shared or read what, and where someone went (UX-B1, UX-B2, UX-B4, UX-B5).
 */
export const measuresUsage = (column: string): boolean =>
  /(^|_)(login|logins|sign_in|visit|view|click|open|online|active|usage|read)_(count|days|times|total|streak|minutes|seconds|duration)$/.test(
    column,
  ) ||
  /^last_(login|sign_in|seen|active|online|read)_(at|on)$/.test(column) ||
  /(^|_)(streak|online|points?|ranking|leaderboard|likes?|liked|shares|dwell|trajectory|geofence|selfie|check_ins?)($|_)/.test(column) ||
  /^(score|rank|duration|read_at|read_by|viewed_at|viewed_by)$/.test(column)
