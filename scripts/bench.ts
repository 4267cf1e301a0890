/**
 * Benches: `npm run bench -- [NAME] [options]`, `load` without a name. Each prints its figures and how they were taken; none is a test.
 */
const benches: Record<string, () => Promise<{ main(args: readonly string[]): Promise<void> }>> = {
  load: () => import('./bench/load.ts'),
  search: () => import('./bench/search.ts'),
  imports: () => import('./bench/imports.ts'),
  record: () => import('./bench/record.ts'),
  decisions: () => import('./bench/decisions.ts'),
  sheets: () => import('./bench/sheets.ts'),
  crash: () => import('./bench/crash.ts'),
  demonstration: () => import('./bench/demonstration.ts'),
}

const given = process.argv.slice(2)
const [name, ...args] = given[0]?.startsWith('--') === false ? (given as [string, ...string[]]) : ['load', ...given]
const bench = benches[name]
if (bench) await (await bench()).main(args)
else {
  process.stderr.write(`no bench ${name}; there are: ${Object.keys(benches).join(', ')}\n`)
  process.exitCode = 1
}
