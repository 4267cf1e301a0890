/**
 * The witness (见证人): `npm run cli -- witness …`, a small process that a village office runs, with no code of the server's.
 *
 *   witness --name NAME --log-key KEY [--log-key KEY] [--folder FOLDER] --poll URL [--once] | --listen HOST:PORT
 */
import { parseArgs } from 'node:util'
import { parseVkey } from '#platform/record/note.ts'
import type { WatchedLog } from './judge.ts'
import { listenFor } from './listen.ts'
import { openNotebook, type Notebook } from './notebook.ts'
import { poll, type PolledLog } from './poll.ts'
import { shoutTo } from './shout.ts'
import { askTown } from './succession.ts'

export const usage =
  '用法：npm run cli -- witness --name 见证人的名字（如 minle.example/w） --log-key 存证的公钥 [--folder 文件夹] --poll 网址 [--once] [--every 秒] | --listen 地址:端口'

/** Runs until it is stopped; with --once for one round. Returns the exit code: 2 after an alarm. Throws a sentence for people. */
export async function runWitness(args: string[], say: (line: string) => void, now: () => Date): Promise<number> {
  const options = optionsOf(args)
  const { name, 'log-key': logKeys = [], folder, poll: url, listen } = options
  if (!name || logKeys.length === 0 || (!url && !listen)) throw new Error(usage)
  const logs = logsOf(logKeys)
  const notebook = await openNotebook({ folder, name, logs, now })
  try {
    return await watch(notebook, logs, options, say)
  } finally {
    await notebook.close()
  }
}

async function watch(notebook: Notebook, logs: readonly WatchedLog[], options: Options, say: (line: string) => void): Promise<number> {
  const { poll: url, listen, once, every, 'watch-only': watchOnly } = options
  const shout = shoutTo(say)
  say(`见证人 ${notebook.name}。请把下面这一行发给镇里登记：\n${notebook.vkey}`)
  if (listen) {
    const split = listen.lastIndexOf(':')
    const server = listenFor(notebook, shout)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(Number(listen.slice(split + 1)), listen.slice(0, split).replace(/^\[|\]$/g, ''), resolve)
    })
    const { port } = server.address() as { port: number }
    say(`正在等存证送来：端口 ${port}，POST /add-checkpoint`)
    if (!url) return new Promise(() => undefined)
  }
  const town = url!.replace(/\/+$/, '')
  const cosignatures = watchOnly ? null : `${town}/api/record/cosignatures`
  const polled = logs.map((log): PolledLog => ({ ...log, url: watchOnly ? town : `${town}/${pathOf(log.origin)}`, cosignatures }))
  for (;;) {
    const tried = (work: Promise<unknown>) => work.catch((error: unknown) => failed(error, once, say))
    if (!watchOnly) await tried(askTown(town, logs, notebook, shout))
    for (const log of polled) await tried(poll(log, notebook, shout))
    if (once) return shout.times() > 0 ? 2 : 0
    await new Promise(resolve => setTimeout(resolve, Number(every) * 1000))
  }
}

/** A line that is down is said and tried again; a round asked for by itself fails. */
function failed(error: unknown, once: boolean, say: (line: string) => void): void {
  if (once) throw error
  say(`这一次没有成：${(error as Error).message}`)
}

/** A record's name is an address without its scheme, and its files stand there: "town.example/log/2". */
const pathOf = (origin: string) => origin.slice(origin.indexOf('/') + 1)

/** Keys of one origin are one record: the newest, and the one before it. */
function logsOf(vkeys: readonly string[]): WatchedLog[] {
  const keys = vkeys.map(text => {
    try {
      return parseVkey(text)
    } catch {
      throw new Error(`这不是存证的公钥：${text}`)
    }
  })
  return [...new Set(keys.map(({ name }) => name))].map(origin => ({ origin, keys: keys.filter(({ name }) => name === origin) }))
}

type Options = ReturnType<typeof optionsOf>
const optionsOf = (args: string[]) =>
  parseArgs({
    args,
    strict: true,
    options: {
      name: { type: 'string' },
      'log-key': { type: 'string', multiple: true },
      folder: { type: 'string', default: 'witness' },
      poll: { type: 'string' },
      listen: { type: 'string' },
      once: { type: 'boolean', default: false },
      every: { type: 'string', default: '60' },
      /** Another town's or anyone's record: its files stand at the address itself, and nothing is posted. */
      'watch-only': { type: 'boolean', default: false },
    },
  }).values
