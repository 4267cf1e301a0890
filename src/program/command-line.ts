/**
 * The command line (命令行): `npm run cli -- NAME …`.
 *
 * Some commands are the machine's own and work beside a running server, on its data directory. Every endpoint is a command
 * too, over HTTP, as the account of the token in SANLIANG_TOKEN.
 */
import { parseArgs } from 'node:util'
import { createTokenFor } from '#features/accounts/accounts.own.actions.ts'
import { connect, type Connection } from '#platform/database/database.ts'
import { signInRole } from '#platform/database/migrate.ts'
import type { Config } from '#platform/server/config.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { features } from '../features.ts'
import { backUp, restore, rotate } from './backup-commands.ts'
import { writeDemo } from './demo-command.ts'
import { callEndpoint, usageOfEndpoint } from './endpoint-command.ts'
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
  'backup.create': {
    usage: 'backup.create --to FILE',
    async run(args, { config, say }) {
      const { to } = optionsOf(args, ['to'])
      if (!to) throw new Error(usageOf('backup.create'))
      await backUp(config, to, say)
    },
  },
  'backup.restore': {
    usage: 'backup.restore --from FILE [--key-file FILE]',
    async run(args, { config, say }) {
      const { from, 'key-file': keyFile } = optionsOf(args, ['from', 'key-file'])
      if (!from) throw new Error(usageOf('backup.restore'))
      await restore(config, from, keyFile, say)
    },
  },
  'demo.workbook': {
    usage: 'demo.workbook --seed N [--to FILE]',
    async run(args, { say, now }) {
      const { seed, to } = optionsOf(args, ['seed', 'to'])
      if (!seed) throw new Error(usageOf('demo.workbook'))
      await writeDemo({ seed, to }, dayOf(now()), say)
    },
  },
  'sealing.rotate': {
    usage: 'sealing.rotate',
    async run(args, { config, say }) {
      optionsOf(args, [])
      await rotate(config, say)
    },
  },
}

/** Runs the command that the first argument names, or lists them all. Throws a sentence for people. */
export async function runCommand([name, ...args]: string[], terminal: Terminal): Promise<void> {
  const endpoint = endpoints().find(each => each.name === name)
  const { config, say } = terminal
  if (endpoint) return callEndpoint(endpoint, args, { url: config.publicUrl, token: config.accessToken }, say)
  if (name === undefined) return say(listOfCommands())
  const command = commandLine[name]
  if (!command) throw new Error(`没有“${name}”这个命令。\n${listOfCommands()}`)
  await command.run(args, terminal).catch((error: unknown) => {
    // What parseArgs refuses, it refuses in English.
    if (String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')) throw new Error(usageOf(name), { cause: error })
    throw error
  })
}

const endpoints = () => features.flatMap(feature => Object.values(feature.endpoints))

const listOfCommands = () =>
  [
    '本机的命令：',
    ...Object.values(commandLine).map(({ usage }) => `  ${usage}`),
    '不用服务器的（src/cli.ts）：',
    '  witness --name NAME --log-key KEY --poll URL | --listen HOST:PORT',
    '  verify FILE --trust FILE',
    '接口（用 SANLIANG_TOKEN 里的访问令牌，服务器要开着）：',
    ...endpoints().map(endpoint => `  ${usageOfEndpoint(endpoint)}`),
  ].join('\n')

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
