/** The program under load (被测程序), started as anyone would start it, and the other processes of the bench. */
import { fork, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findRunningCluster } from '#platform/database/cluster.ts'
import { applicationRole, signInRole } from '#platform/database/migrate.ts'
import { asOwner, asRole, rolePasswords } from '../../src/program/open-database.ts'
import { programFile } from '../../src/program/program-file.ts'
import { memory, processorTime, processorTimeOfAll } from './load.meter.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts the program on a data directory that holds a town, and waits until it is ready. */
export async function startServer(dataDirectory: string) {
  // Made by the first start after an update; the time to be ready is that of every other.
  await programFile(file('../../'), () => undefined)
  const began = performance.now()
  // As `npm start` starts it: what it sets counts for memory and for the time to be ready.
  const child = spawn('sh', ['-c', `exec env ${await startCommand()}`], {
    cwd: file('../../'),
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      DATA_DIR: dataDirectory,
      DEMO: 'off',
      BUILD_CONSOLE: 'off',
      TRUSTED_PROXIES: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise(resolve => child.once('close', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', line => {
      if (line.startsWith('公开网站：')) resolve(line.slice('公开网站：'.length).replace(/\/$/, ''))
    })
    void ended.then(() => reject(new Error('the program ended before it was ready')))
  })
  while ((await fetch(`${address}/readyz`)).status !== 200);
  const readyMs = performance.now() - began
  const ownerUrl = (await findRunningCluster(dataDirectory))!('sanliang')
  const postmaster = await postmasterOf(ownerUrl)
  const passwords = await rolePasswords(dataDirectory)
  return {
    address,
    readyMs,
    ownerUrl,
    roleUrls: [asRole(ownerUrl, applicationRole, passwords.application), asRole(ownerUrl, signInRole, passwords.signIn)],
    /** Milliseconds of processor time so far. */
    spent: async () => ({ program: await processorTime(child.pid!), database: await processorTimeOfAll(postmaster) }),
    memory: () => memory(child.pid!),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const startCommand = async () =>
  (JSON.parse(await readFile(file('../../package.json'), 'utf8')) as { scripts: { start: string } }).scripts.start

/** The process that all of PostgreSQL's others are children of; asked while one of them is surely there. */
const postmasterOf = (url: string) =>
  asOwner(url, async owner => {
    const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid')
    return parentOf(rows[0]!.pid)
  })

async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
}

/** Runs one of the bench's own programs in a process of its own: hands it a job, returns what it answers. */
export const inChild = <J, A>(name: string, job: J) =>
  new Promise<A>((resolve, reject) => {
    const child = fork(file(name))
    child.once('message', answer => resolve(answer as A))
    child.once('exit', code => reject(new Error(`${name} ended with ${code}`)))
    child.send(job as object)
  })
