/** Starting and stopping (启停): the whole program in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { template } from '../support/global-setup.ts'
import { copyOf, dropCopy } from '../support/platform.ts'
import { aDataDirectory, aTownDirectory, databasePid, gone, run, started } from '../support/program.ts'

test('a first start makes a town that answers, and SIGTERM stops program and database', async () => {
  const folder = await aDataDirectory({ isPrivate: true })
  const program = await started({ DATA_DIR: folder })
  expect((await fetch(`${program.address}/readyz`)).status).toBe(200)
  expect((await fetch(`${program.address}/api/units`)).status).toBe(200)
  for (const file of ['database.password', 'application.password', 'sign-in.password', 'sealing.key'])
    expect((await stat(join(folder, file))).mode & 0o777, file).toBe(0o600)
  // the others' towns stand in folders that every account reaches
  if (process.getuid?.() === 0)
    expect(await readFile(join(folder, 'postgres.location'), 'utf8'), 'root’s private directory: the cluster stands elsewhere').toMatch(
      /^\/var\/lib\/sanliang\//,
    )
  const database = await databasePid(folder)
  expect(database).not.toBeNull()
  program.child.kill('SIGTERM')
  expect((await program.ended).code).toBe(0)
  await gone(database)
  const log = (await readFile(join(folder, 'log', `${shanghaiDay()}.jsonl`), 'utf8')).trim().split('\n')
  expect(log.map(line => (JSON.parse(line) as { route: string }).route)).toEqual(expect.arrayContaining(['/readyz', '/api/units']))
})

test('whoever stops npm stops the program: no shell stands between that swallows the signal', async () => {
  const folder = await aDataDirectory()
  const { scripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>
  }
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'town', version: '1.0.0', scripts: { start: scripts.start } }))
  await writeFile(
    join(folder, 'src/start.ts'),
    `process.on('SIGTERM', () => { console.log('stopped'); process.exit(0) }); setInterval(() => {}, 1000); console.log('ready')`,
  )
  const npm = spawn('npm', ['start'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  npm.stdout.on('data', (some: Buffer) => {
    said += some.toString()
    if (/ready\n$/.test(said)) npm.kill('SIGTERM')
  })
  await once(npm.stdout, 'end')
  expect(said).toMatch(/ready\nstopped\n$/)
})

test.each([
  ['正在准备示例数据', 'on', '已停止。还没启动完，下次启动会接着做。', 'in the middle of the first load'],
  ['公开网站：', 'off', '已停止', 'when it answers, before the last line is said'],
])('SIGTERM after “%s” (DEMO=%s) stops the database, and the next start finds it so', async (line, demo, last, _why) => {
  const folder = await aTownDirectory()
  const program = run(['start'], { DATA_DIR: folder, DEMO: demo })
  await program.until(line)
  const database = await databasePid(folder)
  expect(database).not.toBeNull()
  program.child.kill('SIGTERM')
  const { code, lines } = await program.ended
  expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last })
  expect(lines).toContain(demo === 'on' ? '正在停止：先做完手上的一步' : '正在停止：先办完手上的请求')
  await gone(database)
  const next = await started({ DATA_DIR: folder })
  expect(next.lines, 'nothing was left running').not.toContain('上次没有正常停止，已接管还在运行的数据库')
})

test('a second program on the same data directory, or the same port, is refused in a sentence', async () => {
  const folder = await aTownDirectory()
  const first = await started({ DATA_DIR: folder })
  const sameDirectory = await run(['start'], { DATA_DIR: folder }).ended
  expect(sameDirectory).toMatchObject({ code: 1 })
  expect(sameDirectory.lines.at(-1)).toContain('正在被另一个进程使用')
  const port = new URL(first.address).port
  const samePort = await run(['start'], { DATA_DIR: await aTownDirectory(), PORT: port }).ended
  expect(samePort).toMatchObject({ code: 1 })
  expect(samePort.lines.at(-1)).toBe(`端口 ${port} 已被别的程序占用。请换一个，例如 PORT=${Number(port) + 1} npm start。`)
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
})

test('a program that was killed leaves a database server, and the next start takes it over with all it holds', async () => {
  const folder = await aTownDirectory()
  const killed = await started({ DATA_DIR: folder })
  const database = await databasePid(folder)
  expect(database).not.toBeNull()
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = await started({ DATA_DIR: folder })
  expect(next.lines).toContain('上次没有正常停止，已接管还在运行的数据库')
  expect(await databasePid(folder)).toBe(database)
  expect((await fetch(`${next.address}/readyz`)).status).toBe(200)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
  await gone(database)
})

test('a lost sealing key stops the start before anything is written with another', async () => {
  const folder = await aTownDirectory()
  const wrong = await run(['start'], { DATA_DIR: folder, SEALING_KEY: 'ab'.repeat(32) }).ended
  expect(wrong).toMatchObject({ code: 1 })
  expect(wrong.lines.at(-1)).toContain('加密密钥不对：缺少指纹为')
})

test('PostgreSQL of one’s own that does not answer is said in a sentence', async () => {
  const closed = createServer()
  await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as { port: number }
  await new Promise(resolve => closed.close(resolve))
  const refused = await run(['start'], { DATA_DIR: await aDataDirectory(), DATABASE_URL: `postgres://owner@127.0.0.1:${port}/town` }).ended
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.lines.at(-1)).toContain('连不上 DATABASE_URL 所指的数据库')
})

test.each(['APP_DATABASE_URL', 'AUTH_DATABASE_URL'])('a pooler at %s that is away is named', async setting => {
  const name = await copyOf(template)
  onTestFinished(async () => void (await dropCopy(name)))
  const url = inject('ownerUrl').replace('DATABASE', name)
  const addresses = { DATABASE_URL: url, APP_DATABASE_URL: url, AUTH_DATABASE_URL: url, [setting]: 'postgres://role@127.0.0.1:1/town' }
  const refused = await run(['start'], { DATA_DIR: await aDataDirectory(), ...addresses }).ended
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.lines.at(-1)).toContain(`连不上 ${setting} 所指的数据库`)
})

const shanghaiDay = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
