/** The check (核对): a true proof passes, and each way to lie is told apart. */
import { expect, test } from 'vitest'
import { fromText } from './bytes.ts'
import { check, type Trust } from './check.ts'
import { checkpointText, cosignLine } from './checkpoint.ts'
import { commitmentOf, decodeEntry, decodeEvidence, digestOf, encodeEntry, encodeEvidence, type Evidence } from './entry.ts'
import { noteKey, publicKeyOf, signedNote, signLine, toVkey } from './note.ts'
import { formatProof, parseProof } from './proof.ts'
import { inclusionRanges, leafHash, rootOf } from './tree.ts'
import { detailsOf, sentenceOf } from './words.ts'

const seed = (byte: number) => new Uint8Array(32).fill(byte)
const origin = 'town.example/log'
const vkey = (name: string, type: 1 | 4, byte: number) => toVkey(noteKey(name, type, publicKeyOf(seed(byte))))
const trust: Trust = {
  origin,
  logKeys: [vkey(origin, 1, 1)],
  witnesses: [
    { name: '民乐社区', vkey: vkey('minle.example/w', 4, 2) },
    { name: '新田村', vkey: vkey('xintian.example/w', 4, 3) },
  ],
  required: 2,
}

const document = '西樵镇2020年报告\n第1版\n'
const salt = seed(9)
const told: Evidence = {
  kind: 'reports.edition',
  subject: '2020/1',
  at: '2026-03-02T01:00:00.000Z',
  salt,
  commitment: commitmentOf(salt, digestOf(document)),
  document,
}
const others = Array.from({ length: 6 }, (_, index) => leafHash(fromText(`other ${index}`)))

interface Told {
  evidence: Evidence
  index: number
  key: number
  witnesses: [name: string, key: number][]
}

function proofOf(changes: Partial<Told> = {}): string {
  const asked: Told = {
    evidence: told,
    index: 4,
    key: 1,
    witnesses: [
      ['minle.example/w', 2],
      ['xintian.example/w', 3],
    ],
    ...changes,
  }
  const leaves = [...others.slice(0, 4), leafHash(encodeEntry(told)), ...others.slice(4)]
  const text = checkpointText({ origin, size: leaves.length, root: rootOf(leaves) })
  const lines = [
    signLine(text, origin, seed(asked.key)),
    ...asked.witnesses.map(([name, key]) => cosignLine(text, name, seed(key), 1_772_413_260)),
  ]
  return formatProof({
    extra: encodeEvidence(asked.evidence),
    index: asked.index,
    hashes: inclusionRanges(asked.index, leaves.length).map(({ from, to }) => rootOf(leaves.slice(from, to))),
    checkpoint: signedNote(text, lines),
  })
}

test('a text in the record that two witnesses saw', () => {
  expect(check(proofOf(), trust)).toMatchObject({
    fault: null,
    index: 4,
    size: 7,
    evidence: { document, at: told.at },
    seenBy: [
      { name: '民乐社区', at: 1_772_413_260 },
      { name: '新田村', at: 1_772_413_260 },
    ],
  })
})

const lies: [fault: string, proof: string, why: string][] = [
  ['unreadable', 'hello', 'no proof'],
  ['unreadable', formatProof({ ...parseProof(proofOf()), extra: null }), 'a proof without its evidence'],
  ['otherLog', proofOf({ key: 7 }), 'signed with another key'],
  ['otherLog', proofOf().replaceAll(origin, 'fake.example/log'), 'another log'],
  ['otherText', proofOf({ evidence: { ...told, document: document.replace('第1版', '第2版') } }), 'another text'],
  ['otherText', proofOf({ evidence: { ...told, salt: seed(8) } }), 'another salt'],
  ['otherText', proofOf({ evidence: { ...told, salt: new Uint8Array(64) } }), 'a salt of another length'],
  ['notInRecord', proofOf({ evidence: { ...told, at: '2020-03-02T01:00:00.000Z' } }), 'back-dated'],
  ['notInRecord', proofOf({ evidence: { ...told, subject: '2021/1' } }), 'another subject'],
  ['notInRecord', proofOf({ evidence: { ...told, commitment: commitmentOf(salt, digestOf('x')), document: 'x' } }), 'text and digest both'],
  ['notInRecord', proofOf({ index: 3 }), 'another place'],
  ['tooFewWitnesses', proofOf({ witnesses: [['minle.example/w', 2]] }), 'one of two'],
  [
    'tooFewWitnesses',
    proofOf({
      witnesses: [
        ['minle.example/w', 2],
        ['xintian.example/w', 7],
      ],
    }),
    'the second is forged',
  ],
  [
    'tooFewWitnesses',
    proofOf({
      witnesses: [
        ['minle.example/w', 2],
        ['minle.example/w', 2],
      ],
    }),
    'one witness twice',
  ],
  [
    'tooFewWitnesses',
    proofOf({
      witnesses: [
        ['minle.example/w', 2],
        ['stranger.example/w', 5],
      ],
    }),
    'a stranger',
  ],
]
test.each(lies)('%s: %#', (fault, proof, why) => {
  expect(check(proof, trust).fault, why).toBe(fault)
})

const dates: [at: string, shown: string, why: string][] = [
  [told.at, '2026年3月2日09:00', 'in Shanghai'],
  ['2025-12-31T16:30:00.000Z', '2026年1月1日00:30', 'the next year there'],
  ['garbage', 'garbage', 'no date'],
  ['', '', 'nothing'],
  ['2026-13-45T99:00:00.000Z', '2026-13-45T99:00:00.000Z', 'no such day'],
  ['+275760-09-13T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'the last instant there is, and eight hours'],
]
test.each(dates)('a date is told as a day, and what is none as it was written: %j', (at, shown, why) => {
  const verdict = check(proofOf({ evidence: { ...told, at } }), trust)
  expect(new Map(detailsOf(verdict)).get('写入时间'), why).toBe(shown)
  expect(sentenceOf(verdict, trust), why).toMatch(at === told.at ? /^没有改过：2026年3月2日公开/ : /^对不上/)
})

test('a witness’s time that is none is told as it was written', () => {
  const verdict = { ...check(proofOf(), trust), seenBy: [{ name: '民乐社区', at: 1e15 }] }
  expect(new Map(detailsOf(verdict)).get('见证人')).toBe('民乐社区，1000000000000000')
})

test('every single character of a proof file matters, but for spare signatures', () => {
  const proof = proofOf()
  for (let at = 0; at < proof.length; at += 1) {
    const other = proof[at] === 'B' ? 'C' : 'B'
    const changed = proof.slice(0, at) + other + proof.slice(at + 1)
    expect(check(changed, trust).fault, `character ${at}`).not.toBeNull()
  }
})

test('a withdrawn text leaves its place in the record', () => {
  expect(check(proofOf({ evidence: { ...told, document: null, salt: null } }), trust)).toMatchObject({
    fault: null,
    evidence: { document: null },
  })
})

test('two keys of one office are one witness', () => {
  const twice: Trust = { ...trust, witnesses: trust.witnesses.map(({ vkey: each }) => ({ name: '民乐社区', vkey: each })) }
  expect(check(proofOf(), twice).fault).toBe('tooFewWitnesses')
})

const refused: [entry: object, why: string][] = [
  [{ ...told, subject: '张三' }, 'a name'],
  [{ ...told, kind: 'x' }, 'no kind'],
  [{ ...told, at: '2026-03-02' }, 'a day for an instant'],
  [{ ...told, commitment: seed(1).slice(1) }, 'a short digest'],
]
test.each(refused)('an entry holds nothing else: %#', (entry, why) => {
  expect(() => encodeEntry(entry as Evidence), why).toThrow()
})

test('an entry and its evidence are read as they were written', () => {
  expect(encodeEntry(decodeEntry(encodeEntry(told)))).toEqual(encodeEntry(told))
  expect(decodeEvidence(encodeEvidence(told))).toEqual(told)
  expect(() => decodeEntry(fromText('hello'))).toThrow()
  expect(new TextDecoder().decode(encodeEntry(told))).not.toMatch(/\p{Script=Han}/u)
})
