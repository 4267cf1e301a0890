/**
 * Bench of power cuts (断电): the test of tests/operations/crash.test.ts with more rounds.
 *
 *   npm run bench -- crash [--rounds 20]
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export function main(args: readonly string[]) {
  const rounds = args[args.indexOf('--rounds') + 1] ?? '20'
  const vitest = fileURLToPath(new URL('../../node_modules/.bin/vitest', import.meta.url))
  const { status } = spawnSync(process.execPath, [vitest, 'run', 'tests/operations/crash.test.ts'], {
    env: { ...process.env, CRASH_ROUNDS: /^\d+$/.test(rounds) ? rounds : '20' },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
  return Promise.resolve()
}
