/** The program in one file (合并后的程序): made by the first start, run by the next, made anew when something changed; never needed. */
import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { isFresh, madeName, programFile, programFolder, programName, type Made } from '../../src/program/program-file.ts'
import { aTownDirectory, databasePid, gone, run, started } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const preparing = '正在准备程序（更新后第一次启动，约需几秒）'

let made: ReturnType<typeof aFirstStart> | null = null
/** One tree with a file made by its first start, for all who only look or put back what they change: making one takes seconds. */
const theMadeTree = () => (made ??= aFirstStart())
async function aFirstStart() {
  const tree = await copyTree()
  return { tree, first: await askNonsense(tree) }
}
afterAll(async () => {
  if (made) await rm((await made).tree, { recursive: true, force: true })
})

test('the first start makes the file, the next runs it without a word; a stack leads to the source either way', async () => {
  const { tree, first } = await theMadeTree()
  expect(first.lines[0]).toBe(preparing)
  const next = await askNonsense(tree)
  expect(next.lines).not.toContain(preparing)
  expect(next.lines).toContain('没有“nonsense”这个命令。可用的有：start、migrate、backup、restore、cli')
  const [, name, line] = /\/program\/(program\.js):(\d+):\d+/.exec(next.lines.join('\n')) ?? []
  expect(name, next.lines.join('\n')).toBe(programName)
  const above = (await readFile(join(programFolder(tree), programName), 'utf8')).split('\n').slice(0, Number(line))
  expect(above.findLast(each => each.startsWith('/*! '))).toBe('/*! src/main.ts */')
})

test('the file is plain ASCII, finds what lies beside a source, and loads no package at the start that is seldom needed', async () => {
  const { tree } = await theMadeTree()
  for (const name of (await readdir(programFolder(tree))).filter(each => each.endsWith('.js'))) {
    const text = await readFile(join(programFolder(tree), name), 'utf8')
    expect(text, name).toMatch(/^[\0-\x7f]*$/)
    expect(text, name).not.toMatch(/\b__(?:dir|file)name\b/)
  }
  const program = await readFile(join(programFolder(tree), programName), 'utf8')
  const imported = [...program.matchAll(/^(?:import|export) (?:.+ from )?"([^"]+)";$/gm)].map(([, from]) => from!)
  expect(imported.length).toBeGreaterThan(10)
  expect(imported.filter(from => !/^(?:node:|\.\/)/.test(from) && !process.getBuiltinModule(from))).toEqual([])
})

const changes: [what: string, change: (tree: string) => Promise<void>, why: string][] = [
  ['a source', tree => appendFile(join(tree, 'src/platform/shared/calendar.ts'), '\n'), 'an update, or a correction by hand'],
  ['the time of a source', tree => utimes(join(tree, 'src/features.ts'), 1, 1), 'another file of the same length'],
  ['the list of packages', tree => appendFile(join(tree, 'package-lock.json'), '\n'), 'npm ci brought others'],
  ['Node', tree => alter(tree, made => ({ ...made, node: 'v24.0.0' })), 'another version may read it otherwise'],
  ['the folder', tree => alter(tree, made => ({ ...made, root: '/elsewhere/' })), 'it names places by their full path'],
  ['the file', tree => truncate(join(programFolder(tree), programName), 4_096), 'a power cut left half of it'],
  ['a piece', async tree => rm(join(programFolder(tree), await aPiece(tree))), 'somebody tidied up'],
  ['what was noted', tree => writeFile(join(programFolder(tree), madeName), '{"root":'), 'a power cut left half of it'],
]
test('whatever changed since is noticed', async () => {
  const { tree } = await theMadeTree()
  const kept = await temporaryFolder('kept')
  onTestFinished(() => rm(kept, { recursive: true, force: true }))
  // cp alone keeps times to the last digit
  const copy = (from: string, to: string) =>
    promisify(execFile)('cp', ['-a', '--parents', 'src', 'package-lock.json', 'node_modules/.cache', to], { cwd: from })
  await copy(tree, kept)
  for (const [what, change, why] of changes) {
    await change(tree)
    expect(isFresh(tree), `${what}: ${why}`).toBe(false)
    await copy(kept, tree)
    expect(isFresh(tree), `${what}, as it was`).toBe(true)
  }
})

test('where it cannot be written, the sources are run and nothing is said', async () => {
  const tree = await aTree()
  await writeFile(join(tree, 'node_modules/.cache'), 'not a folder: even root cannot write below it')
  const { lines } = await askNonsense(tree)
  expect(lines[0]).toBe('没有“nonsense”这个命令。可用的有：start、migrate、backup、restore、cli')
  expect(lines.join('\n')).toContain(`${tree}src/main.ts:`)
})

test('where it cannot be made, one sentence says so and the sources are run', async () => {
  const tree = await aTree()
  await writeFile(join(tree, 'src/program/make-program.ts'), 'throw new Error("broken")')
  const { lines } = await askNonsense(tree)
  expect(lines.slice(0, 2)).toEqual([preparing, '没有准备成，直接用源文件启动，功能一样'])
  expect(lines.join('\n')).toContain(`${tree}src/main.ts:`)
})

test('a file that does not load is not run', async () => {
  const tree = await aTree()
  const maker = join(tree, 'src/program/make-program.ts')
  await writeFile(maker, (await readFile(maker, 'utf8')).replace('inAscii(code))', "inAscii(code).replace('{', ''))"))
  const { lines } = await askNonsense(tree)
  expect(lines.slice(0, 2)).toEqual([preparing, '没有准备成，直接用源文件启动，功能一样'])
})

test('two first starts at once both run, and leave one whole file', async () => {
  const tree = await aTree()
  const both = await Promise.all([askNonsense(tree), askNonsense(tree)])
  for (const { lines } of both) expect(lines.join('\n')).toMatch(/^正在准备程序.+\n没有“nonsense”这个命令[^]+program\.js:/)
  expect(await saidBy(tree)).toEqual([])
  expect((await readdir(programFolder(tree))).filter(name => !/\.js(?:on)?$/.test(name))).toEqual([])
})

test('a start that is stopped while the file is being made ends in order', async () => {
  const tree = await aTree()
  const program = run(['start'], {}, join(tree, 'src/start.ts'))
  await program.until(preparing)
  program.child.kill('SIGTERM')
  expect(await program.ended).toEqual({ code: 0, lines: [preparing, '已停止。还没启动完，下次启动会接着做。'] })
})

test('the town that runs from the file answers with pages, styles and documents, and stops on SIGTERM', async () => {
  const { tree } = await theMadeTree()
  const folder = await aTownDirectory()
  const program = await started({ DATA_DIR: folder }, join(tree, 'src/start.ts'))
  expect(program.lines).not.toContain(preparing)
  const front = await (await fetch(program.address)).text()
  const style = /href="([^"]+\.css)"/.exec(front)?.[1]
  for (const path of ['/readyz', style!, '/verify', '/openapi.json'])
    expect({ path, status: (await fetch(program.address + path)).status }).toEqual({ path, status: 200 })
  const database = await databasePid(folder)
  program.child.kill('SIGTERM')
  expect((await program.ended).code).toBe(0)
  await gone(database)
})

// the last: the tree is another after it
test('a changed source does what it now says', async () => {
  const { tree } = await theMadeTree()
  const main = join(tree, 'src/main.ts')
  await writeFile(main, (await readFile(main, 'utf8')).replace('这个命令。可用的有', '这条命令。可用的有'))
  for (const _start of ['made anew', 'run again']) expect((await askNonsense(tree)).lines.join('\n')).toContain('这条命令。可用的有')
})

/** A clone of its own, gone when the test ends. */
async function aTree(): Promise<string> {
  const tree = await copyTree()
  onTestFinished(() => rm(tree, { recursive: true, force: true }))
  return tree
}

/** A clone with the packages of this one. */
async function copyTree(): Promise<string> {
  const tree = `${await temporaryFolder('tree')}/`
  for (const name of ['package.json', 'package-lock.json', 'src', 'migrations'])
    await cp(join(repository, name), join(tree, name), { recursive: true })
  await mkdir(join(tree, 'node_modules'))
  for (const name of await readdir(join(repository, 'node_modules')))
    if (!name.startsWith('.')) await symlink(join(repository, 'node_modules', name), join(tree, 'node_modules', name))
  return tree
}

/** What is said while the file is found or made. */
async function saidBy(tree: string): Promise<string[]> {
  const said: string[] = []
  expect(dirname((await programFile(tree, line => said.push(line)))!)).toBe(programFolder(tree))
  return said
}

/** A start that ends at once, with the stack of its error. */
const askNonsense = (tree: string) => run(['nonsense'], { DEBUG: 'on' }, join(tree, 'src/start.ts')).ended

async function alter(tree: string, change: (made: Made) => Made) {
  const path = join(programFolder(tree), madeName)
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as Made)))
}

const aPiece = async (tree: string) => (await readdir(programFolder(tree))).find(name => name.startsWith('pdf-text'))!
