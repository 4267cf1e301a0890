/** Backup and restore (备份与恢复): from a running server into an empty directory, every table compared. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { anAccount, anAuthenticator } from '#features/accounts/accounts.samples.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { createBackup } from '#platform/database/backup.ts'
import { readBackup, rowSum, type BackupHead, type TableCount } from '#platform/database/backup-file.ts'
import { findRunningCluster, startCluster } from '#platform/database/cluster.ts'
import { connect, type Database } from '#platform/database/database.ts'
import { readConfig } from '#platform/server/config.ts'
import { parseKeys, sealingWith, type Sealing } from '#platform/server/sealing.ts'
import { openSealing } from '#platform/server/sealing-keys.ts'
import { newId } from '#platform/shared/ids.ts'
import { sealedColumns } from '#platform/server/rotate-sealing.ts'
import { startWorker } from '#platform/server/worker.ts'
import { backUp, restore, rotate } from '../../src/program/backup-commands.ts'
import { asOwner } from '../../src/program/open-database.ts'
import { ownersOf, readTree } from '../architecture/house-rules.ts'
import { useApp } from '../support/app.ts'
import { aDataDirectory, aTownDirectory, run, started } from '../support/program.ts'
import { runOn } from '../support/global-setup.ts'
import { contentsOf } from '../support/tables.ts'

const app = useApp()

/** The owner's connection to the database of this file's app. */
async function appUrl(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.owner)
  return inject('ownerUrl').replace('DATABASE', rows[0]!.name)
}

/** Rows with every kind of column: sealed and plain bytes, arrays, ranges, generated text vectors, the sign-in schema. */
async function fill(owner: Database, sealing: Sealing) {
  const at = await aStaffedVillage(owner)
  await anAuthenticator(owner, sealing, await anAccount(owner, at.clerk, { login: `clerk.${Date.now()}` }))
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
  await owner
    .insertInto('photoContent')
    .values({ townId: 1, digest: Buffer.alloc(32, 9), bytes })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return at
}

const awkward = '第一行\n第二行\t制表\\反斜线 𠮷䶮😀'
const said: string[] = []
const say = (line: string) => void said.push(line)

test('a backup of a running server, restored into an empty directory, holds the same in every table, and opens with its key', async () => {
  const folder = await aTownDirectory()
  const server = await started({ DATA_DIR: folder })
  const ownerUrl = (await findRunningCluster(folder))!('sanliang')
  const { db } = connect(ownerUrl, { max: 2 })
  onTestFinished(() => db.destroy())
  const key = join(folder, 'sealing.key')
  const at = await fill(db, sealingWith(parseKeys(await readFile(key, 'utf8'))))
  const post = (address: string, path: string, body: unknown) =>
    fetch(`${address}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const submitted = await post(server.address, endpoints.submit.path, aTrouble(at.group.id, { text: awkward }))
  expect(submitted.status).toBe(200)
  const { number, code } = (await submitted.json()) as { number: string; code: string }

  const file = join(folder, 'backups', 'town.backup')
  const made = await run(['cli', 'backup.create', '--to', file], { DATA_DIR: folder }).ended
  expect(made, made.lines.join('\n')).toMatchObject({ code: 0 })
  const before = await contentsOf(ownerUrl)
  for (const table of ['public.request', 'public.event', 'public.photo_content', 'public.term', 'auth.account', 'public.holiday'])
    expect(before[table]!.rows, table).toBeGreaterThan(0)

  const target = await aDataDirectory()
  const restored = await run(['cli', 'backup.restore', '--from', file, '--key-file', key], { DATA_DIR: target }).ended
  expect(restored, restored.lines.join('\n')).toMatchObject({ code: 0 })
  const cluster = await startCluster(target)
  expect(await contentsOf(cluster.url('sanliang'))).toEqual(before)
  await cluster.stop()
  const next = await started({ DATA_DIR: target })
  expect((await post(next.address, endpoints.lookUp.path, { number, code })).status).toBe(200)
})

test('a restore without the right key, over a town, or of a broken file touches nothing', async () => {
  const folder = await aDataDirectory()
  const keys = { dataDirectory: folder, sealingKey: '07'.repeat(32) }
  await asOwner(await appUrl(), owner => openSealing(owner, keys))
  await fill(app.owner, app.platform.sealing)
  const file = join(folder, 'town.backup')
  await createBackup(await appUrl(), file)
  await expect(backUp(readConfig({ DATA_DIR: folder, DATABASE_URL: await appUrl() }), file, say)).rejects.toThrow('已经有这个文件')
  // one that was killed half-way: the next night has another name, and the person who tries again hears what to do
  const [killed, env] = [join(folder, 'killed.backup'), { DATA_DIR: folder, DATABASE_URL: await appUrl() }]
  await writeFile(`${killed}.part`, '')
  await expect(backUp(readConfig(env), killed, say)).rejects.toThrow('有一份没写完的备份')
  const whole = await readFile(file)
  const text = gunzipSync(whole).toString()
  const target = await aDataDirectory()
  const attempt = async (bytes: Buffer, env: Record<string, string>) => {
    const copy = join(folder, 'attempt.backup')
    await writeFile(copy, bytes)
    return restore(readConfig({ DATA_DIR: target, ...env }), copy, undefined, say)
  }
  const right = { SEALING_KEY: keys.sealingKey }
  const rows = (table: string) =>
    text
      .slice(text.indexOf(`\ncopy ${table}\n`))
      .split('\n')
      .slice(2)
  const faulty: [sentence: string, bytes: Buffer, env: Record<string, string>][] = [
    ['恢复要用备份时的加密密钥', whole, {}],
    ['加密密钥不对：缺少指纹为', whole, { SEALING_KEY: '00'.repeat(32) }],
    ['里已经有一个镇的资料', whole, { ...right, DATABASE_URL: await appUrl() }],
    ['备份文件坏了', whole.subarray(0, whole.length - 200), right],
    ['末尾缺了一段', gzipSync(text.slice(0, text.lastIndexOf('\n{') + 1)), right],
    ['表 public.town 应有1行，实有1行，但内容不同', gzipSync(text.replace('西樵镇', '西礁镇')), right],
    ['应有', gzipSync(text.replace(`${rows('public.term')[0]}\n`, '')), right],
    ['不是三亮的备份', gzipSync('{"format":"other"}\n'), right],
    ['备份来自更新的版本', gzipSync(text.replace('0001_platform.sql', '9999_future.sql')), right],
  ]
  for (const [sentence, bytes, env] of faulty) {
    await expect(attempt(bytes, env), sentence).rejects.toThrow(sentence)
    expect(await readdir(target)).toEqual([])
  }
  await writeFile(join(target, 'sealing.key'), '')
  await expect(attempt(whole, right)).rejects.toThrow('不是空的')
})

/** An empty database beside that of the app. Its roles are not touched: they are everyone's here. */
async function anEmptyDatabase() {
  const name = `r_${newId().replaceAll('-', '')}`
  await runOn(inject('ownerUrl'), `create database ${name}`)
  onTestFinished(async () => void (await runOn(inject('ownerUrl'), `drop database ${name} with (force)`)))
  const url = inject('ownerUrl').replace('DATABASE', name)
  return { url, env: { DATABASE_URL: url, APP_DATABASE_URL: url, AUTH_DATABASE_URL: url } }
}

test('a restore fills the tables of this program and nothing else, whatever the file and the database hold', async () => {
  const folder = await aDataDirectory()
  const file = join(folder, 'town.backup')
  await createBackup(await appUrl(), file)
  const lines = gunzipSync(await readFile(file))
    .toString()
    .split('\n')
  const [head, counts] = [JSON.parse(lines[0]!) as BackupHead, JSON.parse(lines.at(-2)!) as { tables: Record<string, TableCount> }]
  const keys = { SEALING_KEY: '07'.repeat(32) }
  const attempt = async (env: Record<string, string>, change: (tables: BackupHead['tables']) => BackupHead['tables'], more: string[]) => {
    const tables = { ...counts.tables, ...Object.fromEntries(more.map(name => [name, rowSum().total()])) }
    const text = [
      JSON.stringify({ ...head, tables: change(head.tables) }),
      ...lines.slice(1, -2),
      ...more.flatMap(name => [`copy ${name}`, '\\.']),
    ]
    const copy = join(folder, 'attempt.backup')
    await writeFile(copy, gzipSync([...text, JSON.stringify({ tables }), ''].join('\n')))
    return restore(readConfig({ DATA_DIR: folder, ...keys, ...env }), copy, undefined, say)
  }
  const { url, env } = await anEmptyDatabase()
  const [same, columns] = [(tables: BackupHead['tables']) => tables, ['at']]
  const short = (tables: BackupHead['tables']) => tables.filter(({ name }) => name !== 'public.term')
  await expect(attempt(env, short, []), 'a table is missing').rejects.toThrow('备份里缺了表 public.term')
  const strangers = ['monitoring.sample', 'public.town; create table public.planted ()']
  await attempt(env, tables => [...tables, ...strangers.map(name => ({ name, columns }))], strangers)
  expect(said).toContain(`这些表不是本程序的，没有恢复：${strangers.join('、')}`)
  expect(await contentsOf(url)).toEqual(await contentsOf(await appUrl()))

  for (const [made, sentence] of [
    ['create table theirs ()', '已经有别的表（public.theirs）'],
    ["create schema migrations; create table migrations.applied as select '9999_future.sql' as name", '比备份新（9999_future.sql）'],
  ] as const) {
    const taken = await anEmptyDatabase()
    await asOwner(taken.url, owner => owner.query(made))
    await expect(attempt(taken.env, same, [])).rejects.toThrow(sentence)
  }
})

test('a backup under writes is of one instant: what one transaction wrote is in it whole or not at all', async () => {
  const folder = await aDataDirectory()
  const write = async () => {
    const id = newId()
    await app.owner.transaction().execute(async db => {
      await db.insertInto('unit').values({ townId: 1, id, kind: 'grid', openedOn: '2020-01-01' }).execute()
      await sql`insert into unit_period (town_id, unit_id, name, short_name, valid, path) values (1, ${id}, '网格', '网格', '[2020-01-01,)', ${[id]})`.execute(
        db,
      )
    })
  }
  let writing = true
  const writers = Array.from({ length: 3 }, async () => {
    while (writing) await write()
  })
  for (let n = 0; n < 3; n += 1) {
    const file = join(folder, `${n}.backup`)
    await createBackup(await appUrl(), file)
    const counts: Record<string, number> = {}
    await readBackup(file, { row: name => void (counts[name] = (counts[name] ?? 0) + 1) })
    expect(counts['public.unit']).toBeGreaterThan(0)
    expect(counts['public.unit_period']).toBe(counts['public.unit'])
  }
  writing = false
  await Promise.all(writers)
})

test('a rotated key seals everything anew, goes on where it was stopped, and keeps phones findable', async () => {
  const folder = await aDataDirectory()
  const config = readConfig({ DATA_DIR: folder, DATABASE_URL: await appUrl() })
  const file = join(folder, 'sealing.key')
  const keysIn = async () => parseKeys(await readFile(file, 'utf8'))
  const oldKey = Buffer.alloc(32, 7) // the app's
  await writeFile(file, `${oldKey.toString('hex')}\n`)
  const at = await fill(app.owner, app.platform.sealing)
  await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) }, { 'idempotency-key': 'one-form-of-one-resident' })
  const row = () =>
    app.owner.selectFrom('request').select(['nameSealed', 'phoneSealed', 'phoneIndex']).orderBy('id', 'desc').executeTakeFirstOrThrow()
  const { phoneIndex } = await row()

  // one that runs in another directory, or on another machine
  const applicationUrl = app.platform.connection.pool.options.connectionString!
  const running = await startWorker({ ownerUrl: await appUrl(), applicationUrl }, [], app.platform)
  await expect(rotate(config, say)).rejects.toThrow(/还有程序连着这个数据库.*请重启连接池/)
  expect(await keysIn()).toEqual([oldKey])
  await running.stop()
  await rotate(config, say)
  const keys = await keysIn()
  expect(keys).toHaveLength(2)
  expect(keys[1]).toEqual(oldKey)
  expect(sealingWith([keys[0]!]).open((await row()).nameSealed!, 'request.name')).toBe('陈大妹')

  // A rotation that stopped half-way: the file knows a third key, and nothing is under it yet.
  const third = Buffer.alloc(32, 3)
  await writeFile(file, [third, ...keys].map(key => `${key.toString('hex')}\n`).join(''))
  await rotate(config, say)
  expect(said.some(line => line.startsWith('接着做：还有'))).toBe(true)
  expect(await keysIn()).toEqual([third, oldKey])
  const after = await row()
  expect(sealingWith([third]).open(after.phoneSealed!, 'request.phone')).toBe('13900001234')
  expect(after.phoneIndex).toEqual(phoneIndex)
  const answers = await sql<{ answer: Buffer }>`select answer from idempotency where answer is not null`.execute(app.owner)
  expect(answers.rows.length).toBeGreaterThan(0)
  for (const { answer } of answers.rows) expect(JSON.parse(sealingWith([third]).open(answer, 'idempotency.answer'))).toHaveProperty('code')
  await expect(
    asOwner(await appUrl(), owner => openSealing(owner, { dataDirectory: folder, sealingKey: oldKey.toString('hex') })),
  ).rejects.toThrow('加密密钥不对')
})

test('every sealed column is sealed under its own name, so that a rotation can open it', async () => {
  const columns = await asOwner(await appUrl(), sealedColumns)
  expect(columns.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['auth.account.code_secret', 'idempotency.answer', 'request.name', 'request.phone']),
  )
  const tree = readTree()
  const owners = ownersOf(tree)
  const misnamed = columns.filter(({ table, column, place }) => {
    const owner = owners.get(table.replace('public.', ''))
    const folder = tree.filter(({ path }) => path.startsWith(owner === 'platform' ? 'src/platform/server/' : `src/features/${owner}/`))
    const written = column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return folder.some(({ text }) => text.includes(written)) && !folder.some(({ text }) => text.includes(`'${place}'`))
  })
  expect(misnamed).toEqual([])
})
