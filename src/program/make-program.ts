/**
 * Making the program's one file (合并程序): `node src/program/make-program.ts ROOT`, run by the door of `npm start`.
 *
 * Our sources and what they load at a start go into `program.js`; what is loaded with its first use goes into pieces beside it, or stays the
 * package that it is. Comments go, names and lines stay: above each module stands where it is from, so that the line of a stack leads there.
 */
import { spawnSync } from 'node:child_process'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown, type OutputChunk, type Plugin } from 'rolldown'
import { madeIn, madeName, programFolder, programName, stateOf, type FileState, type Made } from './program-file.ts'

/** Packages that stay packages: they hold files that they look for themselves, or are large and seldom needed. `pg-native` is not there. */
const outside = ['better-auth', 'docx', 'exceljs', 'fontkit', 'jsonld', 'pdfjs-dist', 'pdfkit', 'pg-native', 'pinyin-pro', 'sharp'] as const

/** Two starts may make it at once, and a running program still loads the pieces of the file before: both are left alone so long. */
const keptMs = 3_600_000

async function makeProgram(root: string) {
  const files: Record<string, FileState> = {}
  const note = (path: string, name = relative(root, path)) => (files[name] = stateOf(path)!)
  for (const name of ['package.json', 'package-lock.json', 'src/program/make-program.ts']) note(join(root, name))
  const bundle = await rolldown({
    cwd: root,
    input: join(root, 'src/main.ts'),
    platform: 'node',
    tsconfig: false,
    transform: { target: 'esnext' },
    external: id => outside.some(name => id === name || id.startsWith(`${name}/`)),
    plugins: [ownPlaces(root, note)],
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: programName,
    chunkFileNames: '[name]-[hash].js',
    comments: { legal: true, annotation: false, jsdoc: false },
    charset: 'ascii',
  })
  await bundle.close()
  await keep(
    root,
    output.filter(each => each.type === 'chunk'),
    files,
  )
}

/**
 * Notes each file before it is read, so that one that changes meanwhile is seen to have changed. What a module calls its own place
 * stays the source's: what lies beside it is still found. Tells the place in a comment that no printer drops.
 */
const ownPlaces = (root: string, note: (path: string) => void): Plugin => ({
  name: 'own-places',
  load: { filter: { id: /^\// }, handler: path => void note(path) },
  transform: {
    filter: { id: /^\/.+\.[cm]?[jt]s$/ },
    handler: (code, path) => {
      const url = JSON.stringify(pathToFileURL(path).href)
      const inPlace = code
        .replaceAll(/\bimport\.meta\.url\b/g, url)
        .replaceAll(/\bimport\.meta\.dirname\b/g, JSON.stringify(dirname(path)))
        .replaceAll(/\bimport\.meta\.filename\b/g, JSON.stringify(path))
        .replaceAll(/(?<!(?:const|let|var) )\b__dirname\b(?! =)/g, JSON.stringify(dirname(path)))
      return { code: `/*! ${relative(root, path)} */\n${inPlace}`, map: null }
    },
  },
})

/** Writes beside and renames, so that nobody reads half a file: pieces first, then the program, last what was made of what. */
async function keep(root: string, chunks: readonly OutputChunk[], files: Record<string, FileState>) {
  const folder = programFolder(root)
  const before = madeIn(root)?.written ?? []
  await mkdir(folder, { recursive: true })
  const write = async (name: string, text: string) => {
    const beside = join(folder, `${name}.${process.pid}`)
    await writeFile(beside, text)
    await rename(beside, join(folder, name))
  }
  const inOrder = chunks.toSorted((one, other) => Number(one.isEntry) - Number(other.isEntry))
  for (const { fileName, code } of inOrder) await write(fileName, inAscii(code))
  tryOut(join(folder, programName))
  const written = inOrder.map(({ fileName }) => fileName)
  noteWritten(root, files, written)
  const made: Made = { root, node: process.version, files, written }
  await write(madeName, JSON.stringify(made))
  // Another start may have put the same text in its place since: then this note, if it is the last, would take it for an old one.
  if (noteWritten(root, files, written)) await write(madeName, JSON.stringify(made))
  await dropOld(folder, new Set([...before, ...written, madeName]))
}

/** Notes how the files stand now; true if one stands otherwise than it was noted. */
function noteWritten(root: string, files: Record<string, FileState>, written: readonly string[]): boolean {
  const before = JSON.stringify(files)
  for (const fileName of written) {
    const path = join(programFolder(root), fileName)
    files[relative(root, path)] = stateOf(path)!
  }
  return JSON.stringify(files) !== before
}

/**
 * Loads the file once, with Node's options of the start: what does not load is never run, and its code is compiled (`NODE_COMPILE_CACHE`). A
 * start that compiled all of it would keep 40 MB more for as long as it runs.
 */
function tryOut(file: string) {
  const unknown = 'a-command-that-is-none'
  const { stderr } = spawnSync(process.execPath, [...process.execArgv, file, unknown], { encoding: 'utf8' })
  if (!stderr.includes(unknown)) throw new Error(stderr)
}

/**
 * The same text in ASCII: V8 keeps a text with one other sign at two bytes a letter. The printer leaves such signs in templates with a tag
 * and in patterns; there the escape means the same, for whoever does not read `raw`.
 */
const inAscii = (code: string) => code.replaceAll(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

async function dropOld(folder: string, kept: ReadonlySet<string>) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!kept.has(name) && (await stat(path)).mtimeMs < Date.now() - keptMs) await rm(path, { force: true })
  }
}

await makeProgram(process.argv[2]!)
