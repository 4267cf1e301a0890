/**
 * The door of `npm start` (启动入口): runs the program from one file, made anew when a source changed, or from the sources where no file can be
 * made. Every other command reads the sources.
 */
import { fileURLToPath, pathToFileURL } from 'node:url'
import { programFile } from './program/program-file.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const file = await programFile(root, line => void process.stdout.write(`${line}\n`))
await (file === null ? import('./main.ts') : import(pathToFileURL(file).href))
