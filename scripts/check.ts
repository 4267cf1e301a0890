/**
 * Everything that must hold before a change is taken: `npm run check`. Fast things first; stops at the first failure.
 *
 * With REPORTS=folder the tests also write what they counted there, for .ci/run.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const tool = (name: string) => join(root, 'node_modules/.bin', name)
const reports = process.env.REPORTS
const reporters = reports ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'test.json')}`] : []

/** Each step and the command of Node that takes it. */
const steps: [name: string, args: string[]][] = [
  ['format', [tool('prettier'), '--check', '--log-level', 'warn', '.']],
  ['lint', [tool('eslint'), '.']],
  ['types', [tool('tsc'), '--noEmit']],
  ['imports', [tool('depcruise'), 'src', 'scripts', 'tests']],
  ['test', [tool('vitest'), 'run', ...reporters]],
  ['documents', ['scripts/print-docs.ts', '--check']],
  ['tables', ['scripts/print-tables.ts', '--check']],
  ['build', [tool('vite'), 'build', '--logLevel', 'warn']],
]

const wanted = new Set(process.argv.slice(2))
const times: string[] = []
for (const [name, args] of steps.filter(([each]) => wanted.size === 0 || wanted.has(each))) {
  const started = Date.now()
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`
  times.push(`${name} ${seconds}`)
  if (status !== 0) {
    console.error(`✗ ${name} failed after ${seconds}`)
    process.exit(1)
  }
  console.log(`✓ ${name} ${seconds}`)
}
console.log(times.join(' · '))
