/**
 * Everything that must hold before a change is taken: `npm run check`. Fast things first; stops after the first stage
 * in which something failed.
 *
 * With REPORTS=folder the tests also write what they counted there, for .ci/run.
 */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const tool = (name: string) => join(root, 'node_modules/.bin', name)
const reports = process.env.REPORTS
const reporters = reports ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'test.json')}`] : []

/**
 * Stages one after the other (who imports whom is one of the tests); the steps of a stage at the same time, because each keeps one core busy.
 * Each step and the command of Node that takes it.
 */
const stages: [name: string, args: string[]][][] = [
  [
    ['lint and types', [tool('oxlint'), '--type-check', '.']],
    ['format', [tool('oxfmt'), '--check']],
  ],
  [['test', [tool('vitest'), 'run', ...reporters]]],
  [
    ['documents', ['scripts/print-docs.ts', '--check']],
    ['tables', ['scripts/print-tables.ts', '--check']],
    ['build', [tool('vite'), 'build', '--logLevel', 'warn']],
  ],
]

const wanted = new Set(process.argv.slice(2))
const times: string[] = []

/** Runs a step; true if it passed. What it prints is shown at once when it runs alone, else when it has ended. */
async function take(name: string, args: string[], alone: boolean): Promise<boolean> {
  const started = Date.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'] })
  const said = alone ? [] : [text(child.stdout!), text(child.stderr!)]
  const status = await new Promise<number | null>(resolve => child.on('close', resolve))
  for (const words of await Promise.all(said)) process.stdout.write(words)
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`
  times.push(`${name} ${seconds}`)
  if (status === 0) console.log(`✓ ${name} ${seconds}`)
  else console.error(`✗ ${name} failed after ${seconds}`)
  return status === 0
}

for (const stage of stages) {
  const steps = stage.filter(([each]) => wanted.size === 0 || wanted.has(each))
  const passed = await Promise.all(steps.map(([name, args]) => take(name, args, steps.length === 1)))
  if (passed.includes(false)) process.exit(1)
}
console.log(times.join(' · '))
