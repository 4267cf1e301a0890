/** Public record (公开存证): what is appended can be checked by anyone, and nothing of it can be changed unseen. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { areEqual, fromBase64 } from '#platform/record/bytes.ts'
import { check, type Trust } from '#platform/record/check.ts'
import { openCheckpoint } from '#platform/record/checkpoint.ts'
import { decodeEntry } from '#platform/record/entry.ts'
import { parseNote, parseVkey } from '#platform/record/note.ts'
import { parseProof } from '#platform/record/proof.ts'
import { decodeEntries, decodeTile, tilePath, widthIn } from '#platform/record/tiles.ts'
import { leafHash, provesConsistency, rootOf } from '#platform/record/tree.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import type { Context } from '#platform/server/action.ts'
import { useApp } from '../../../tests/support/app.ts'
import { withdraw } from './record.actions.ts'
import { endpoints } from './record.contract.ts'
import { consistencyProof } from './record.proofs.actions.ts'
import { anEntry, aWitness, theMinute, trustOf } from './record.samples.ts'

/** A feature's text, as its rows have it today. */
const texts = new Map<string, string>()
const sample: Recorded<Context> = {
  kind: 'record.sample',
  nameZh: '例子',
  document: (_, subject) => Promise.resolve(texts.get(subject) ?? null),
}
const app = useApp({ platform: { recorded: new Map([[sample.kind, sample]]) } })
let clerk = ''
let administrator = ''

beforeAll(async () => {
  const town = await aTown(app.owner)
  clerk = await aHolder(app.owner, 'townClerk', town.id)
  administrator = await aHolder(app.owner, 'systemAdministrator', town.id)
})

const fetched = (url: string) => app.raw({ method: 'GET', url })
const checkpoint = async () => (await fetched('/log/checkpoint')).body
const proofOf = async (entryId: string) => (await fetched(`/log/proof/${entryId}`)).body
const state = async () => (await app.call(null, endpoints.get)).body
const trust = async (): Promise<Trust> => trustOf(await state())
let made = 0
async function told(document = `第${made}条的内容`) {
  made += 1
  const subject = `sample/${made}`
  texts.set(subject, document)
  return { subject, document, entryId: await anEntry(app, subject, document) }
}

test('a text is appended, taken in within the minute, and checked by its proof alone', async () => {
  const { entryId, document, subject } = await told()
  await theMinute(app)
  const answer = await fetched(`/log/proof/${entryId}`)
  expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([200, '*'])
  expect(answer.headers['content-disposition']).toContain('.tlog-proof')
  expect(check(answer.body, await trust())).toMatchObject({
    fault: null,
    evidence: { document, subject, kind: 'record.sample', at: app.now.toISOString() },
  })
  const listed = (await app.call(null, endpoints.list)).body.items[0]
  expect(listed).toMatchObject({ id: entryId, nameZh: '例子', subject })
  expect(JSON.stringify(listed)).not.toContain(document)
})

test('whoever reads does not wait for the job', async () => {
  const { entryId } = await told()
  expect((await app.call(null, endpoints.list)).body.items[0]!.number).toBeNull()
  expect(check(await proofOf(entryId), await trust()).fault).toBeNull()
  const before = await checkpoint()
  await told()
  expect(openCheckpoint(await checkpoint(), (await trust()).origin, (await trust()).logKeys.map(parseVkey)).size).toBe(
    Number(before.split('\n')[1]) + 1,
  )
})

test('tiles and entries are those of the signed tree, and hold no text', async () => {
  for (let count = 0; count < 270; count += 1) await told(`张三${count}`)
  const signed = await fetched('/log/checkpoint')
  expect(signed.headers['content-type']).toBe('text/plain; charset=utf-8')
  const { logKeys, origin } = await trust()
  const { size, root } = openCheckpoint(signed.body, origin, logKeys.map(parseVkey))
  const leaves = []
  for (let index = 0; widthIn(size, { level: 0, index }) > 0; index += 1) {
    const width = widthIn(size, { level: 0, index })
    const tile = await fetched(`/log/tile/${tilePath({ level: 0, index, width })}`)
    expect(tile.headers['content-type']).toBe('application/octet-stream')
    expect(tile.headers['cache-control']).toContain('immutable')
    const hashes = decodeTile(new Uint8Array(tile.rawPayload), width)
    const bundle = await fetched(`/log/tile/${tilePath({ level: 'entries', index, width })}`)
    const entries = decodeEntries(new Uint8Array(bundle.rawPayload), width)
    expect(entries.map(leafHash)).toEqual(hashes)
    expect(entries.map(decodeEntry).every(({ kind }) => kind === 'record.sample')).toBe(true)
    expect(bundle.body).not.toContain('张三')
    leaves.push(...hashes)
  }
  expect(areEqual(rootOf(leaves), root)).toBe(true)
  const first = await fetched('/log/tile/1/000.p/1')
  expect(areEqual(new Uint8Array(first.rawPayload), rootOf(leaves.slice(0, 256)))).toBe(true)
  for (const path of ['0/000.p/0', '0/009', '1/000.p/2', '2/000.p/1', 'entries/009', '0/0']) {
    const answer = await fetched(`/log/tile/${path}`)
    expect(answer.statusCode, path).toBe(404)
  }
})

test('every tree that was signed grew out of the one before', async () => {
  const signed = await app.owner.selectFrom('recordCheckpoint').select(['size', 'root']).orderBy('size').execute()
  expect(signed.length).toBeGreaterThan(2)
  const last = signed.at(-1)!
  for (const { size, root } of signed) {
    const proof = await app.as({ kind: 'public', townId: 1 }, context => consistencyProof(context, 1, size, last.size))
    if (size > 0) expect(provesConsistency(size, new Uint8Array(root), last.size, new Uint8Array(last.root), proof)).toBe(true)
  }
})

test('two turns of the job at once take each entry in once', async () => {
  const entries = await Promise.all(Array.from({ length: 20 }, () => told()))
  await Promise.all([theMinute(app), theMinute(app), checkpoint(), checkpoint()])
  const numbers = await app.owner.selectFrom('recordLeaf').select('number').orderBy('number').execute()
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index))
  for (const { entryId } of entries) expect(check(await proofOf(entryId), await trust()).fault).toBeNull()
})

test('an append that its transaction takes back leaves nothing', async () => {
  const before = await checkpoint()
  await expect(
    app.as({ kind: 'job', townId: 1, name: 'record.merge' }, async context => {
      await anEntry({ as: (_, work) => work(context) }, 'sample/undone')
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await checkpoint()).toBe(before)
})

test('a withdrawn text is gone, and its place in the record is not', async () => {
  const { entryId, document } = await told('一户人家的困难')
  await theMinute(app)
  const before = await checkpoint()
  await app.as({ kind: 'job', townId: 1, name: 'record.merge' }, context => withdraw(context, entryId))
  const proof = await proofOf(entryId)
  expect(Buffer.from(parseProof(proof).extra!).toString()).not.toContain(document)
  expect(check(proof, await trust())).toMatchObject({ fault: null, evidence: { document: null, salt: null } })
  expect(await checkpoint()).toBe(before)
})

test('witnesses are named, cosign, and are counted; a reader who asks for two is refused with one', async () => {
  const [first, second] = [aWitness(21), aWitness(22)]
  const add = (name: string, vkey: string) => app.call(clerk, endpoints.addWitness, { body: { name, vkey } })
  expect((await add('民乐社区', first.vkey)).status).toBe(200)
  const { id: secondId } = (await add('新田村', second.vkey)).body
  expect((await add('又一个', first.vkey)).body.type).toBe('/problems/record/named-already')
  expect((await add('又一个', (await trust()).logKeys[0]!)).body.type, 'a key of a log').toBe('/problems/record/not-a-key')
  expect((await add('又一个', 'not a key at all')).body.type).toBe('/problems/record/not-a-key')
  expect((await app.call(clerk, endpoints.require, { body: { required: 3 } })).body.type).toBe('/problems/record/too-few-named')
  expect((await app.call(clerk, endpoints.require, { body: { required: 2 } })).body.required).toBe(2)

  const { entryId } = await told()
  const signed = await checkpoint()
  const size = Number(signed.split('\n')[1])
  const bring = (lines: string, of = size) => app.call(null, endpoints.cosign, { body: { size: of, lines } })
  expect(check(await proofOf(entryId), await trust()).fault).toBe('tooFewWitnesses')
  expect((await bring(first.cosign(signed, app.now))).body.kept).toEqual(['民乐社区'])
  expect(check(await proofOf(entryId), await trust()).fault).toBe('tooFewWitnesses')
  expect((await bring(aWitness(23).cosign(signed, app.now))).body.type, 'a stranger').toBe('/problems/record/not-cosigned')
  expect((await bring(second.cosign(signed.replace(/\n\d+\n/, '\n1\n'), app.now))).body.type, 'another tree').toBe(
    '/problems/record/not-cosigned',
  )
  expect((await bring(second.cosign(signed, new Date(app.now.getTime() + 600_000)))).body.type, 'the future').toBe(
    '/problems/record/not-cosigned',
  )
  expect((await bring(second.cosign(signed, app.now), 9_999_999)).body.type, 'no such tree').toBe('/problems/record/not-cosigned')
  expect((await bring('hello')).body.type).toBe('/problems/record/not-cosigned')
  expect((await bring(second.cosign(signed, app.now))).body.kept).toEqual(['新田村'])
  expect(parseNote(await checkpoint()).signatures).toHaveLength(3)
  expect(check(await proofOf(entryId), await trust())).toMatchObject({ fault: null, seenBy: [{ name: '民乐社区' }, { name: '新田村' }] })
  expect((await state()).witnesses.map(({ seen }) => seen?.size)).toEqual([size, size])

  await told()
  expect(parseProof(await proofOf(entryId)).checkpoint, 'proofs stay with the tree that two have seen').toContain(`\n${size}\n`)
  const end = (witnessId: string) => app.call(clerk, endpoints.endWitness, { params: { witnessId } })
  expect((await end(secondId)).body.type).toBe('/problems/record/too-few-named')
  await app.call(clerk, endpoints.require, { body: { required: 1 } })
  expect((await end(secondId)).body.witnesses).toHaveLength(1)
  expect((await end(secondId)).status).toBe(404)
  expect((await app.call(administrator, endpoints.addWitness, { body: { name: '民乐', vkey: second.vkey } })).status).toBe(403)
  await app.call(clerk, endpoints.require, { body: { required: 0 } })
})

test('a new key signs beside the one before it; after another the first is no longer needed', async () => {
  const known = await trust()
  const { entryId } = await told()
  expect((await app.call(clerk, endpoints.rotateKey)).status).toBe(403)
  const { logKeys } = (await app.call(administrator, endpoints.rotateKey)).body
  expect(logKeys).toHaveLength(2)
  expect(logKeys[1]).toBe(known.logKeys[0])
  expect(check(await proofOf(entryId), known).fault, 'whoever knows the old key').toBeNull()
  expect(check(await proofOf(entryId), { ...known, logKeys: [logKeys[0]!] }).fault, 'whoever knows the new one').toBeNull()
  app.now = new Date(app.now.getTime() + 1000)
  await app.call(administrator, endpoints.rotateKey)
  const { entryId: later } = await told()
  expect(check(await proofOf(later), known).fault).toBe('otherLog')
  expect(check(await proofOf(later), await trust()).fault).toBeNull()
})

test('the private key lies sealed, and only the job reads it', async () => {
  const [secret] = await app.owner.selectFrom('recordKeySecret').select('privateSealed').execute()
  expect(secret!.privateSealed.length).toBeGreaterThan(64)
  const read = (actor: Parameters<typeof app.as>[0]) => app.as(actor, ({ db }) => db.selectFrom('recordKeySecret').selectAll().execute())
  expect(await read({ kind: 'public', townId: 1 })).toEqual([])
  expect(await read(await app.person(administrator))).toEqual([])
  expect((await read({ kind: 'job', townId: 1, name: 'record.merge' })).length).toBeGreaterThan(0)
})

test.each(['record_entry', 'record_leaf', 'record_node', 'record_checkpoint', 'record_signature', 'record_cosignature', 'record_key'])(
  'the program itself can neither change nor delete a row of %s',
  async table => {
    const job = { kind: 'job', townId: 1, name: 'record.merge' } as const
    await expect(app.as(job, ({ db }) => sql`update ${sql.raw(table)} set town_id = 1`.execute(db))).rejects.toThrow('permission denied')
    await expect(app.as(job, ({ db }) => sql`delete from ${sql.raw(table)}`.execute(db))).rejects.toThrow('permission denied')
  },
)

test('the list goes on where it stopped, and a place that is none is refused', async () => {
  const { items, nextCursor } = (await app.call(null, endpoints.list, { query: { limit: 2 } })).body
  const next = (await app.call(null, endpoints.list, { query: { limit: 2, cursor: nextCursor } })).body.items
  expect(new Set([...items, ...next].map(({ id }) => id)).size).toBe(4)
  expect((await app.call(null, endpoints.list, { query: { cursor: 'nonsense' } })).status).toBe(422)
  const { vkey } = aWitness(50)
  const add = await app.call(clerk, endpoints.addWitness, { body: { name: '民乐社区', vkey, url: 'ftp://example.com' } })
  expect([add.status, add.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['#/url']])
})

test('what is not there is said so, readably for a page of another site', async () => {
  for (const path of ['nonsense', '01890000-0000-7000-8000-000000000000']) {
    const answer = await fetched(`/log/proof/${path}`)
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([404, '*'])
  }
  expect(fromBase64((await checkpoint()).split('\n')[2]!)).toHaveLength(32)
})
