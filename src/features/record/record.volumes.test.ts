/** A new volume of the public record (另开存证): begun by two, told of by its first entry, and no way to forge the old one. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { toBase64 } from '#platform/record/bytes.ts'
import { check } from '#platform/record/check.ts'
import { parseNote, parseVkey } from '#platform/record/note.ts'
import { parseProof } from '#platform/record/proof.ts'
import { openNotebook } from '../../witness/notebook.ts'
import { poll } from '../../witness/poll.ts'
import { shoutTo } from '../../witness/shout.ts'
import { askTown } from '../../witness/succession.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './record.contract.ts'
import { aForger, anEntry, theMinute, trustOf } from './record.samples.ts'

const app = useApp()
let home = ''
let clerk = ''
let [first, second] = ['', '']
beforeAll(async () => {
  const town = await aTown(app.owner)
  clerk = await aHolder(app.owner, 'townClerk', town.id)
  first = await aHolder(app.owner, 'systemAdministrator', town.id)
  second = await aHolder(app.owner, 'systemAdministrator', town.id)
  home = await app.server.listen({ host: '127.0.0.1', port: 0 })
})

const state = async () => (await app.call(null, endpoints.get)).body
const fetched = async (url: string) => (await app.raw({ method: 'GET', url })).body
const propose = (by: string, reason = '服务器坏了，从备份恢复。') => app.call(by, endpoints.proposeVolume, { body: { reason } })
const begin = (by: string, volumeId: string) => app.call(by, endpoints.beginVolume, { params: { volumeId } })
async function begunAnew(reason?: string) {
  const { body } = await propose(first, reason)
  const begun = await begin(second, body.proposal!.id)
  expect(begun.status).toBe(200)
  return begun.body
}
let made = 0
async function anEntryOf(text: string) {
  made += 1
  const entryId = await anEntry(app, `sample/${made}`, text)
  await theMinute(app)
  return entryId
}

/** A witness with a memory of its own, as a village runs it. */
async function aVillage(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-volumes-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const said: string[] = []
  const shout = shoutTo(line => said.push(line))
  const { origin, logKeys } = await state()
  let logs = [{ origin: origin!, keys: logKeys.map(parseVkey) }]
  let notebook = await openNotebook({ folder, name: `${name}.example/w`, logs, now: () => app.now })
  const added = await app.call(clerk, endpoints.addWitness, { body: { name, vkey: notebook.vkey } })
  onTestFinished(async () => void (await app.call(clerk, endpoints.endWitness, { params: { witnessId: added.body.id } })))
  return {
    said,
    async round() {
      await askTown(home, logs, notebook, shout)
      const [log] = logs
      const path = log!.origin.slice(log!.origin.indexOf('/') + 1)
      return poll({ ...log!, url: `${home}/${path}`, cosignatures: `${home}/api/record/cosignatures` }, notebook, shout)
    },
    async startAgainWithTheNewKey() {
      const now = await state()
      logs = [{ origin: now.origin!, keys: now.logKeys.map(parseVkey) }]
      await notebook.close()
      notebook = await openNotebook({ folder, name: `${name}.example/w`, logs, now: () => app.now })
    },
  }
}

test('a record without a signed tree cannot be closed', async () => {
  expect((await propose(first)).status).toBe(409)
  await anEntryOf('第一条')
})

test('one administrator proposes and another begins; a proposal is theirs alone until then', async () => {
  expect((await propose(clerk)).status).toBe(403)
  const { body } = await propose(first)
  expect([(await propose(second)).status, (await begin(first, body.proposal!.id)).status]).toEqual([409, 403])
  expect([(await state()).proposal, (await app.call(clerk, endpoints.get)).body.proposal]).toEqual([null, null])
  const dropped = await app.call(second, endpoints.dropVolume, { params: { volumeId: body.proposal!.id } })
  expect([dropped.status, dropped.body.proposal]).toEqual([200, null])
  expect((await begin(second, body.proposal!.id)).status, 'what was read is gone').toBe(404)
  expect((await propose(first, '短')).status).toBe(422)
})

test('two who begin at once begin one volume', async () => {
  const { body } = await propose(first)
  const third = await aHolder(app.owner, 'systemAdministrator', (await aTown(app.owner)).id)
  const answers = await Promise.all([second, third, second, third].map(by => begin(by, body.proposal!.id)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404])
  await theMinute(app)
})

test('rolled back from a backup: the villages refuse, two begin anew, and the first entry says what was closed and why', async () => {
  const village = await aVillage('民乐社区')
  const kept = await anEntryOf('备份以前公开的')
  await village.round()
  const before = await state()
  const [closing, oldTrust] = [await fetched(`/${before.origin!.split('/').slice(1).join('/')}/checkpoint`), trustOf(before)]
  await anEntryOf('备份以后公开的')
  expect(await village.round()).toBe('seen')
  // The backup knows nothing of the last entry.
  const lost = before.size!
  await sql`delete from record_cosignature where volume = (select max(volume) from record_key) and size > ${lost}`.execute(app.owner)
  await sql`delete from record_signature where volume = (select max(volume) from record_key) and size > ${lost}`.execute(app.owner)
  await sql`delete from record_checkpoint where volume = (select max(volume) from record_key) and size > ${lost}`.execute(app.owner)
  await sql`delete from record_leaf where volume = (select max(volume) from record_key) and number >= ${lost}`.execute(app.owner)
  await sql`delete from record_node where volume = (select max(volume) from record_key) and (position + 1) << level > ${lost}`.execute(
    app.owner,
  )
  expect(await village.round()).toBe('refused')

  const waiting = await anEntry(app, 'sample/waiting', '恢复以后公开的')
  const after = await begunAnew()
  expect(after.closed[0]).toMatchObject({ origin: before.origin, size: lost, reason: '服务器坏了，从备份恢复。' })
  expect(after.origin).not.toBe(before.origin)
  await theMinute(app)

  expect(await fetched(`/${before.origin!.split('/').slice(1).join('/')}/checkpoint`), 'stays readable').toBe(closing)
  const trust = trustOf(await state())
  const opened = check(await fetched(`/log/proof/${after.closed[0]!.entryId}`), trust)
  expect([opened.fault, opened.index, opened.evidence!.kind]).toEqual([null, 0, 'record.opening'])
  const root = toBase64(new Uint8Array((await rootAt(before.origin!, lost)).root))
  for (const part of [before.origin!, `第${lost}条`, root, '服务器坏了，从备份恢复。']) expect(opened.evidence!.document).toContain(part)
  expect(check(await fetched(`/log/proof/${waiting}`), trust), 'what waited comes behind it').toMatchObject({ fault: null, index: 1 })
  expect(check(await fetched(`/log/proof/${kept}`), trust).fault, 'what the old one holds still counts').toBeNull()
  expect(check(await fetched(`/log/proof/${waiting}`), oldTrust).fault, 'a page saved before does not follow by itself').toBe('otherLog')
  const page = await fetched('/record')
  for (const part of [`停在第${lost}条`, '服务器坏了', after.origin!]) expect(page).toContain(part)

  expect(await village.round(), 'the old key still sees the old record').toBe('refused')
  expect(village.said.join('\n')).toMatch(new RegExp(`另开了 ${after.origin}[^]*停在第${lost}条，这里见证过${lost + 1}条：少了1条`))
  expect(village.said.join('\n')).toContain((await state()).logKeys[0])
  await village.startAgainWithTheNewKey()
  const cries = village.said.length
  expect(await village.round()).toBe('seen')
  expect(village.said.slice(cries).join('\n')).not.toContain('警报')
  expect((await state()).witnesses[0]!.seen!.size).toBe(2)
})

/** What the database holds of a volume's tree. */
async function rootAt(origin: string, size: number) {
  const { volume } = await app.owner.selectFrom('recordKey').where('origin', '=', origin).select('volume').executeTakeFirstOrThrow()
  const rows = app.owner.selectFrom('recordCheckpoint').where('volume', '=', volume).where('size', '=', size)
  return rows.select('root').executeTakeFirstOrThrow()
}

test('the key is stolen: after the new beginning nothing that the thief signs under the old name is believed', async () => {
  const thief = aForger()
  const before = await state()
  // The thief's key is the town's: whoever knew the old record trusts it.
  await sql`update record_key set public_key = ${Buffer.from(thief.publicKey)} where origin = ${before.origin}`.execute(app.owner)
  await sql`delete from record_signature where volume = (select max(volume) from record_key)`.execute(app.owner)
  const forge = (origin: string, others: number) => thief.proofOf('伪造的决议', origin, { others })
  const deceived = trustOf(await state())
  expect(check(forge(before.origin!, 1), deceived).fault, 'while the key is believed').toBeNull()
  const after = await begunAnew('签名的钥匙被偷了。')
  await theMinute(app)
  const trust = trustOf(await state())
  for (const others of [0, 1, 2]) {
    expect(check(forge(before.origin!, others), trust).fault, `of ${others + 1} entries under the old name`).toBe('otherLog')
    expect(check(forge(after.origin!, others), trust).fault, `of ${others + 1} entries under the new name`).toBe('otherLog')
  }
  const known = await anEntryOf('之后公开的')
  expect(check(await fetched(`/log/proof/${known}`), trust).fault).toBeNull()
  expect(parseNote(parseProof(await fetched(`/log/proof/${known}`)).checkpoint).signatures.map(({ name }) => name)).toEqual([after.origin])
  const rotated = await app.call(first, endpoints.rotateKey)
  expect(
    rotated.body.logKeys.map(key => parseVkey(key).name),
    'a key of the new volume',
  ).toEqual([after.origin, after.origin])
})

test('each volume has its files; an address that is none of them says so', async () => {
  const { origin, closed } = await state()
  expect(closed.length).toBe(3)
  expect(await fetched('/log/2/checkpoint')).toContain(`${closed.at(-1)!.origin}/2\n`)
  expect(await fetched(`/${origin!.split('/').slice(1).join('/')}/checkpoint`)).toContain(`${origin}\n`)
  const tile = await app.raw({ method: 'GET', url: '/log/2/tile/0/000.p/1' })
  expect([tile.statusCode, tile.rawPayload.length]).toEqual([200, 32])
  for (const path of ['/log/1/checkpoint', '/log/9/checkpoint', '/log/x/checkpoint', '/log/02/checkpoint', '/log/9/tile/0/000.p/1'])
    expect((await app.raw({ method: 'GET', url: path })).statusCode, path).toBe(404)
})

test('neither what was begun nor why can be changed or deleted by the program', async () => {
  const administrator = await app.person(first)
  const count = async () => (await app.owner.selectFrom('recordVolume').selectAll().execute()).length
  const before = await count()
  await app.as(administrator, ({ db }) => sql`delete from record_volume`.execute(db))
  expect(await count()).toBe(before)
  await expect(app.as(administrator, ({ db }) => sql`update record_volume set reason = '没有原因'`.execute(db))).rejects.toThrow(
    'permission denied',
  )
  await app.as(administrator, ({ db }) => sql`update record_volume set closed_size = 999`.execute(db))
  expect((await state()).closed.some(({ size }) => size === 999)).toBe(false)
})
