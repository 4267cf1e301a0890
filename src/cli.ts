/**
 * The door of `npm run cli` (命令入口). A witness and a check start here without loading anything of the server, which they are
 * to doubt; every other command is the server's own.
 */
const [name, ...args] = process.argv.slice(2)
const say = (line: string) => void process.stdout.write(`${line}\n`)

const alone: Record<string, () => Promise<number>> = {
  witness: async () => (await import('./witness/witness.command.ts')).runWitness(args, say, () => new Date()),
  verify: async () => (await import('./witness/verify.command.ts')).runVerify(args, say),
}

if (name !== undefined && Object.hasOwn(alone, name)) {
  try {
    process.exitCode = await alone[name]!()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
} else {
  process.argv.splice(2, 0, 'cli')
  await import('./main.ts')
}
