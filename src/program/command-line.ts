/** The command line (命令行): `npm run cli -- NAME …`, for the person who runs the machine. Works beside a running server. */
import { parseArgs } from 'node:util'
import { createTokenFor } from '#features/accounts/accounts.own.actions.ts'
import { connect, type Connection } from '#platform/database/database.ts'
import { signInRole } from '#platform/database/migrate.ts'
import type { Config } from '#platform/server/config.ts'
import { asRole, rolePasswords, withOwner, type Say } from './open-database.ts'
import { townId } from './start.ts'

/** Where a command is typed. */
export interface Terminal {
  config: Config
  say: Say
  now(): Date
}

interface Command {
  usage: string
  /** Throws a sentence for people. */
  run(args: string[], terminal: Terminal): Promise<void>
}

export const commandLine: Record<string, Command> = {
  'tokens.create': {
    usage: 'tokens.create --account LOGIN --days N [--scopes read,write]',
    async run(args, { config, say, now }) {
      const { account, days, scopes } = optionsOf(args, ['account', 'days', 'scopes'])
      if (!account || !days) throw new Error(usageOf('tokens.create'))
      const made = await withSignIn(config, say, signIn =>
        createTokenFor({ signIn, townId, now }, { login: account, days: Number(days), scopes: (scopes ?? 'write').split(',') }),
      )
      say(`访问令牌，只显示这一次，到${made.expiresAt.slice(0, 10)}为止：`)
      say(made.token)
    },
  },
}

/** Runs the command that the first argument names. Throws a sentence for people. */
export async function runCommand([name = '', ...args]: string[], terminal: Terminal): Promise<void> {
  const command = commandLine[name]
  if (!command)
    throw new Error(
      `没有“${name}”这个命令。可用的有：\n${Object.values(commandLine)
        .map(({ usage }) => `  ${usage}`)
        .join('\n')}`,
    )
  await command.run(args, terminal).catch((error: unknown) => {
    // What parseArgs refuses, it refuses in English.
    if (String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')) throw new Error(usageOf(name), { cause: error })
    throw error
  })
}

const usageOf = (name: string) => `用法：npm run cli -- ${commandLine[name]!.usage}`

function optionsOf<Name extends string>(args: string[], names: readonly Name[]): Partial<Record<Name, string>> {
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' as const }]))
  return parseArgs({ args, options, allowPositionals: false, strict: true }).values as Partial<Record<Name, string>>
}

/** A connection of the sign-in role for the time of `work`. */
const withSignIn = <T>(config: Config, say: Say, work: (signIn: Connection) => Promise<T>): Promise<T> =>
  withOwner(config, say, async ownerUrl => {
    const url = config.signInDatabaseUrl ?? asRole(ownerUrl, signInRole, (await rolePasswords(config.dataDirectory)).signIn)
    const signIn = connect(url, { max: 1 })
    try {
      return await work(signIn)
    } finally {
      await signIn.db.destroy()
    }
  })
