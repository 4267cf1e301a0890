/**
 * The program (程序): npm start, and the commands of the person who runs it.
 *
 *   node src/main.ts start | migrate | backup | restore | cli
 */
import { setUpLink } from '#features/accounts/accounts.links.actions.ts'
import { readConfig } from '#platform/server/config.ts'
import { features } from './features.ts'
import { runCommand } from './program/command-line.ts'
import { demonstrationCast } from './program/first-town.ts'
import { openDatabase } from './program/open-database.ts'
import { start, type Running } from './program/start.ts'

const say = (line: string) => console.log(line)

const commands: Record<string, (args: string[]) => Promise<void>> = {
  async start() {
    const { stopping, stopBy } = stopOnSignal()
    try {
      const running = await start(readConfig(), features, say, stopping)
      await greet(running).catch(async error => {
        await running.stop()
        throw error
      })
      stopBy(running.stop)
    } catch (error) {
      if (!stopping.aborted) throw error
      // what was asked for is no failure
      say('已停止。还没启动完，下次启动会接着做。')
      process.exit(0)
    }
  },
  async migrate() {
    const database = await openDatabase(readConfig(), say)
    say(database.applied.length > 0 ? database.applied.map(name => `已执行 ${name}`).join('\n') : '数据库已是最新')
    await database.close()
  },
  backup: args => cli(['backup.create', ...args]),
  restore: args => cli(['backup.restore', ...args]),
  cli: args => cli(args),
}

const cli = (args: string[]) => runCommand(args, { config: readConfig(), say, now: () => new Date() })

/** What the person at the terminal can open now. */
async function greet({ platform }: Running) {
  const { publicUrl } = platform.config
  say(`公开网站：${publicUrl}/`)
  say(`工作台：${publicUrl}/console`)
  const cast = await demonstrationCast(platform)
  if (cast.length > 0) say(`示例人员的登录链接，每个只能用一次：\n${cast.map(({ who, url }) => `  ${who}\n    ${url}`).join('\n')}`)
  const setUp = await setUpLink(platform)
  if (setUp) say(`还没有系统管理员。请在24小时内打开这个链接设一名，只能用一次：\n  ${setUp.url}`)
  say('按 Ctrl-C 停止。')
}

/**
 * Stops in order on SIGTERM and Ctrl-C; a start that is still going on ends by `stopping`. A terminal's Ctrl-C arrives
 * twice, once from npm: a repeat within three seconds is the same wish, a later one stops at once.
 */
function stopOnSignal() {
  const asking = new AbortController()
  let askedAt: number | null = null
  let stop: (() => Promise<void>) | null = null
  const stopNow = (run: () => Promise<void>) => {
    say('正在停止：先办完手上的请求')
    run()
      .then(() => say('已停止'))
      .then(() => process.exit(0), fail)
  }
  const onSignal = () => {
    if (askedAt !== null && Date.now() - askedAt > 3_000) process.exit(1)
    if (askedAt !== null) return
    askedAt = Date.now()
    if (stop) stopNow(stop)
    else {
      say('正在停止：先做完手上的一步')
      asking.abort()
    }
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return {
    stopping: asking.signal,
    /** From now on a signal stops by `whenAsked`; one that came before does so at once. */
    stopBy(whenAsked: () => Promise<void>) {
      stop = whenAsked
      if (askedAt !== null) stopNow(stop)
    },
  }
}

function fail(error: unknown): never {
  console.error((error as Error).message)
  if (process.env.DEBUG) console.error(error)
  process.exit(1)
}

const [name = 'start', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) fail(new Error(`没有“${name}”这个命令。可用的有：${Object.keys(commands).join('、')}`))
await command(args).catch(fail)
