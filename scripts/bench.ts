/**
 * Benches: `npm run bench -- NAME [options]`. Each prints its figures and how they were taken; none is a test.
 */
const benches: Record<string, () => Promise<{ main(args: readonly string[]): Promise<void> }>> = {
  search: () => import('./bench/search.ts'),
  imports: () => import('./bench/imports.ts'),
  crash: () => import('./bench/crash.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (bench) await (await bench()).main(args)
else {
  process.stderr.write(`no bench ${name}; there are: ${Object.keys(benches).join(', ')}\n`)
  process.exitCode = 1
}
