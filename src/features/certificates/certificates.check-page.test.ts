/** The page that checks certificates (查验页), offline: its own scripts over what it was served with, and nothing else. */
import { runInNewContext } from 'node:vm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateSteps, lockedHours, monday, type Credential } from './certificates.samples.ts'

const app = useApp()
let steps: Awaited<ReturnType<typeof certificateSteps>>
beforeAll(async () => {
  steps = await certificateSteps(app)
})
afterEach(() => {
  app.now = monday
})

const unescaped = (text: string) =>
  text.replace(/&(?:quot|amp|lt|gt|#(\d+));/g, (entity, code?: string) =>
    code ? String.fromCharCode(Number(code)) : { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>' }[entity]!,
  )

/** The page as a browser opens it, as far as its scripts look: says what stands where the verdict stands after a text was pasted. */
async function openPage(): Promise<(text: string) => string> {
  const page = (await app.raw({ method: 'GET', url: '/volunteer/check' })).body
  const element = () => ({
    hidden: true,
    value: '',
    textContent: '',
    children: [] as unknown[],
    listeners: {} as Record<string, () => void>,
    getAttribute: (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(page)![1]!),
    addEventListener(kind: string, listener: () => void) {
      this.listeners[kind] = listener
    },
    appendChild() {},
  })
  const elements = Object.fromEntries(['check', 'text', 'drop', 'facts', 'said', 'file'].map(id => [id, element()]))
  const document = {
    getElementById: (id: string) => elements[id],
    createElement: element,
    addEventListener() {},
  }
  const { now } = app
  class Clock extends Date {
    constructor() {
      super(now)
    }
  }
  const world: Record<string, unknown> = { document, navigator: {}, location: { hash: '' }, atob, Date: Clock, addEventListener() {} }
  world.window = world.self = Object.assign(world, { JSON, Uint8Array })
  for (const [, url] of page.matchAll(/<script src="([^"]+(?:nacl-fast\.min|credential-proof|check-certificate)\.js)"/g))
    runInNewContext((await app.raw({ method: 'GET', url: url! })).body, world)
  return text => {
    elements.said!.textContent = ''
    elements.text!.value = text
    elements.text!.listeners.input!()
    return elements.said!.textContent
  }
}

/** A certificate file in the hands of someone who changes it. */
interface Changed {
  '@context': unknown[]
  type: string[]
  issuer: Record<string, string>
  validUntil: string
  credentialSubject: {
    licenseNumber: string
    award?: string
    identifier: { identityHash: string }[]
    source: { name: string }
    achievement: { description: string; criteria: { narrative: string } }
    result: { value: string | number }[]
  }
  evidence: { name: string; narrative: string }[]
  credentialStatus?: { statusListIndex: string }
  proof?: { created: string; verificationMethod: string; proofValue: string }
}
const valid = '● 这份证明有效。'
const altered = '■ 内容被改过，不能用。'
const unreadable = '■ 读不出证明，请再扫一次。'

const changes: readonly [string, (file: Changed) => unknown, string, string][] = [
  ['nothing', () => undefined, valid, 'as it was issued'],
  [
    'the order of its words',
    file => Object.assign(file, { type: file.type.toReversed(), issuer: flipped(file.issuer) }),
    valid,
    'says the same',
  ],
  [
    'the hours of an activity',
    file => (file.evidence[1]!.narrative = '2026-01-10，柳河村，200小时，①现场双方确认'),
    altered,
    'not in the QR',
  ],
  ['the name of an activity', file => (file.evidence[1]!.name = '抗洪抢险'), altered, 'not in the QR'],
  ['an activity left out', file => file.evidence.pop(), altered, 'not in the QR'],
  ['an activity told twice', file => file.evidence.push(file.evidence[1]!), altered, 'not in the QR'],
  ['who answers for it', file => (file.issuer.official = '王大人'), altered, 'not in the QR'],
  ['the office’s telephone', file => (file.issuer.phone = '0757-00009999'), altered, 'not in the QR'],
  ['who handled it', file => (file.credentialSubject.source.name = '王大人'), altered, 'not in the QR'],
  ['its sentence', file => (file.credentialSubject.achievement.description += '优秀'), altered, 'not in the QR'],
  ['what it is given for', file => (file.credentialSubject.achievement.criteria.narrative = '免查'), altered, 'not in the QR'],
  ['the last day', file => (file.validUntil = '2099-01-01T00:00:00+08:00'), altered, 'in the QR too'],
  ['the name', file => (file.credentialSubject.identifier[0]!.identityHash = '王大人'), altered, 'in the QR too'],
  ['the number', file => (file.credentialSubject.licenseNumber = 'ZM2026-99999'), altered, 'in the QR too'],
  ['the hours', file => (file.credentialSubject.result[0]!.value = '200'), altered, 'in the QR too'],
  ['the hours, as a number', file => (file.credentialSubject.result[0]!.value = 2), altered, 'another kind of value'],
  ['whether it was revoked', file => (file.credentialStatus!.statusListIndex = '7'), altered, 'another program would look elsewhere'],
  ['no status', file => delete file.credentialStatus, altered, 'another program would not look at all'],
  ['a word of one’s own', file => (file.credentialSubject.award = '一等奖'), altered, 'no term of ours'],
  ['a term of one’s own', file => file['@context'].push({ 奖: 'https://schema.org/name' }), altered, 'its meaning is not ours'],
  ['when it was signed', file => (file.proof!.created = '2026-03-11T01:00:00.000Z'), altered, 'under the proof too'],
  [
    'the proof',
    file => (file.proof!.proofValue = file.proof!.proofValue.replace(/.$/, last => (last === 'a' ? 'b' : 'a'))),
    altered,
    'fits nothing',
  ],
  ['no proof', file => delete file.proof, unreadable, 'no certificate any more'],
  ['no line', file => file.evidence.shift(), altered, 'the line is a word like any other'],
  [
    'another town’s key',
    file => (file.proof!.verificationMethod = 'did:web:elsewhere.example#z6MkA'),
    '■ 不是本镇开的，不能用。',
    'not ours',
  ],
]
const flipped = (node: Record<string, string>) => Object.fromEntries(Object.entries(node).toReversed())

test('a file holds offline only with each of its words, and the server says the same', async () => {
  const { credential } = await steps.issued('阿卜杜拉·买买提')
  const say = await openPage()
  const seen: Record<string, string[]> = {}
  const expected: typeof seen = {}
  for (const [what, change, sentence, why] of changes) {
    const file = structuredClone(credential) as unknown as Changed
    change(file)
    const text = JSON.stringify(file)
    const { body } = await app.call(null, endpoints.check, { body: { text } })
    seen[`${what}: ${why}`] = [say(text), body.sentence]
    expected[`${what}: ${why}`] = [sentence, sentence]
  }
  expect(seen).toEqual(expected)
})

test('whatever an activity is called, and however often the same, its file holds', async () => {
  const { person } = await steps.served('区𠮷大')
  const titles = ['"引号"和\\', '换\n行\t\u0007', '𠮷祥 😀', '<b>&amp;', '清洁', '清洁', '清洁']
  for (const [index, title] of titles.entries()) {
    const id = await lockedHours(app.owner, steps.at.village.id, person, `2026-02-0${index + 1}`)
    // one after the other on one day: entries with the same name are then the same in every word
    const [startsAt, endsAt] = [8 + index, 9 + index].map(hour => `2026-01-30T${String(hour).padStart(2, '0')}:00:00+08:00`)
    const { slotId } = await app.owner.selectFrom('volunteerHours').where('id', '=', id).select('slotId').executeTakeFirstOrThrow()
    await app.owner.updateTable('volunteerHours').set({ startsAt: startsAt!, endsAt: endsAt! }).where('id', '=', id).execute()
    const slot = await app.owner.selectFrom('volunteerSlot').where('id', '=', slotId).select('activityId').executeTakeFirstOrThrow()
    await app.owner.updateTable('volunteerActivity').set({ title }).where('id', '=', slot.activityId).execute()
  }
  const { credential } = await steps.issuedTo(person)
  const told = (credential as Credential & { evidence: { name: string }[] }).evidence.map(({ name }) => name)
  expect(told).toEqual(expect.arrayContaining(titles))
  expect((await openPage())(JSON.stringify(credential))).toBe(valid)
})

test('expired, revoked, and signed with a key that someone else may have: by the line and by the file', async () => {
  const { certificate, credential } = await steps.issued()
  const gone = await steps.revoked()
  const both = async (one: { certificate: { line: string | null }; credential: object }) => {
    const say = await openPage()
    return [say(one.certificate.line!), say(JSON.stringify(one.credential))]
  }
  const twice = (sentence: string) => [sentence, sentence]
  expect(await both({ certificate, credential })).toEqual(twice(valid))
  expect(await both(gone)).toEqual(twice('■ 这份证明已撤销，不能用。'))
  app.now = new Date('2029-03-10T01:00:00Z')
  expect(await both({ certificate, credential })).toEqual(twice('■ 这份证明已过期。'))
  app.now = monday
  const officer = await aHolder(app.owner, 'securityAdministrator', (await aTown(app.owner)).id)
  await app.call(officer, endpoints.renewKey, { body: { leaked: true } })
  expect(await both({ certificate, credential })).toEqual(twice('■ 密钥已作废，请换开一份。'))
})
