/** The formats of the record (存证格式): the published vectors of Go's note package and of C2SP, and what each refuses. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areEqual, fromBase64, fromText, parseCount, toBase64, toHex } from './bytes.ts'
import { checkpointText, cosignedAt, cosignLine, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import {
  isSignedBy,
  noteKey,
  parseNote,
  parseSignatureLine,
  parseVkey,
  publicKeyOf,
  signatureOf,
  signedNote,
  signLine,
  toVkey,
} from './note.ts'
import { formatProof, parseProof } from './proof.ts'
import {
  decodeEntries,
  decodeTile,
  encodeEntries,
  encodeTile,
  folded,
  nodesOfTile,
  parseTilePath,
  tileOfNode,
  tilePath,
  widthIn,
} from './tiles.ts'
import { emptyRoot, leafHash, rootOf } from './tree.ts'

/** Source: golang.org/x/mod/sumdb/note, note_test.go. */
const go = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').slice(1),
  text: 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace('’', "'"),
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

test('a note is signed and read as by Go’s own package, byte for byte', () => {
  const key = parseVkey(go.vkey)
  expect(toVkey(key)).toBe(go.vkey)
  expect(toVkey(noteKey('PeterNeumann', 1, publicKeyOf(go.seed)))).toBe(go.vkey)
  expect(signLine(go.text, 'PeterNeumann', go.seed)).toBe(go.line)
  const note = parseNote(signedNote(go.text, [go.line]))
  expect(note.text).toBe(go.text)
  expect(isSignedBy(key.publicKey, fromText(note.text), signatureOf(note, key)!.bytes)).toBe(true)
  expect(isSignedBy(key.publicKey, fromText(`${note.text} `), signatureOf(note, key)!.bytes)).toBe(false)
})

test('no piece of a key is a key, and no key with one character changed', () => {
  for (let from = 0; from <= go.vkey.length; from += 1)
    for (let to = from + 1; to <= go.vkey.length; to += 1)
      if (from > 0 || to < go.vkey.length) expect(() => parseVkey(go.vkey.slice(from, to))).toThrow()
  for (let at = 0; at < go.vkey.length; at += 1) {
    const other = String.fromCharCode(go.vkey.charCodeAt(at) + 1)
    expect(() => parseVkey(go.vkey.slice(0, at) + other + go.vkey.slice(at + 1))).toThrow()
  }
  expect(() => parseVkey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='), 'a key of another length').toThrow()
  expect(() => parseVkey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'), 'another algorithm').toThrow()
})

test.each([
  ['text\n', 'no signature'],
  ['text\n\n', 'none after the empty line'],
  [`text\n\n${go.line.trim()}`, 'no line feed at the end'],
  [`text\n\n${go.line.replace('— ', '- ')}`, 'a hyphen for the dash'],
  [`text\n\n${go.line}more\n`, 'a line that is no signature'],
  [`te\u0001xt\n\n${go.line}`, 'a control character'],
  [`text\r\n\n${go.line}`, 'a carriage return'],
  [`text\n\n${go.line.replace('=', '')}`, 'Base64 without its padding'],
])('%j is no signed note: %s', note => {
  expect(() => parseNote(note)).toThrow()
})

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
const published = {
  checkpoint: `example.com/behind-the-sofa\n20852163\n${root}\n`,
  log: '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n',
  witness:
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
}

test('C2SP’s example of a cosigned checkpoint is read, with the time of its witness', () => {
  const note = parseNote(published.checkpoint + '\n' + published.log + published.witness)
  const checkpoint = parseCheckpoint(note.text)
  expect([checkpoint.origin, checkpoint.size, toBase64(checkpoint.root)]).toEqual(['example.com/behind-the-sofa', 20_852_163, root])
  expect(checkpointText(checkpoint)).toBe(published.checkpoint)
  expect(note.signatures.map(({ name }) => name)).toEqual(['example.com/behind-the-sofa', 'witness.example.com/w1'])
  // The example's second is 1679315147, four bytes after the key id.
  expect(parseInt(toHex(parseSignatureLine(published.witness.trim()).bytes.slice(0, 8)), 16)).toBe(1_679_315_147)
})

test.each([
  ['a\n1\n', 'no root'],
  [`a\n01\n${root}\n`, 'a leading zero'],
  [`a\n-1\n${root}\n`, 'no count'],
  [`\n1\n${root}\n`, 'no origin'],
  [`a\n1\n${root.slice(0, 40)}\n`, 'a root of another length'],
  [`a\n1\n${root}\n\n`, 'an empty extension line'],
  [`a\n1\n${root}`, 'no line feed at the end'],
  [`a\n0\n${root}\n`, 'an empty record whose root is not that of nothing'],
])('%j is no checkpoint: %s', text => {
  expect(() => parseCheckpoint(text)).toThrow()
})

const seeds = [1, 2, 3].map(byte => new Uint8Array(32).fill(byte))
const [logSeed, otherSeed, witnessSeed] = seeds as [Uint8Array, Uint8Array, Uint8Array]
const logKey = noteKey('town.example/log', 1, publicKeyOf(logSeed))
const text = checkpointText({ origin: 'town.example/log', size: 0, root: emptyRoot() })
const signed = signedNote(text, [signLine(text, 'town.example/log', logSeed)])

test('a checkpoint opens under the log’s key and under nothing else', () => {
  expect(openCheckpoint(signed, 'town.example/log', [logKey]).size).toBe(0)
  expect(() => openCheckpoint(signed, 'other.example/log', [logKey]), 'another origin').toThrow()
  expect(
    () => openCheckpoint(signed, 'town.example/log', [noteKey('town.example/log', 1, publicKeyOf(otherSeed))]),
    'another key',
  ).toThrow()
  expect(() => openCheckpoint(signed, 'town.example/log', []), 'no key').toThrow()
  const unknown = signedNote(text, [signLine(text, 'stranger', otherSeed), signLine(text, 'town.example/log', logSeed)])
  expect(openCheckpoint(unknown, 'town.example/log', [logKey]).size, 'a stranger’s signature beside it').toBe(0)
  const forged = signed.replace(/[A-Za-z]=\n$/, tail => (tail.startsWith('A') ? 'E=\n' : 'A=\n'))
  expect(() => openCheckpoint(forged, 'town.example/log', [logKey]), 'a signature with one character changed').toThrow()
})

test('a cosignature says when, and only of this checkpoint and this witness', () => {
  const witness = noteKey('village.example/w', 4, publicKeyOf(witnessSeed))
  const line = cosignLine(text, 'village.example/w', witnessSeed, 1_772_413_200)
  const note = parseNote(signed + line)
  expect(cosignedAt(note, witness)).toBe(1_772_413_200)
  expect(cosignedAt({ ...note, text: `${note.text}more\n` }, witness)).toBeNull()
  expect(cosignedAt(note, noteKey('village.example/w', 4, publicKeyOf(otherSeed)))).toBeNull()
  expect(cosignedAt(parseNote(signed), witness), 'not cosigned').toBeNull()
  const later = parseSignatureLine(line.trim())
  later.bytes[7]! += 1
  expect(cosignedAt({ ...note, signatures: [later] }, witness), 'a second later than it was').toBeNull()
})

test('C2SP’s example of a long index, and no other way to write it', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('0/x001/x234/067')
  expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('entries/273.p/112')
  for (const path of ['0/1', '0/0001', '0/x000/001', '00/001', '64/001', '0/001.p/0', '0/001.p/256', '0/001.p/01', '-1/001', 'entry/001'])
    expect(parseTilePath(path), path).toBeNull()
})

test('every tile’s path is read as it was written', () => {
  const tile = fc.record({
    level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
    index: fc.nat(2_000_000_000),
    width: fc.integer({ min: 1, max: 256 }),
  })
  fc.assert(fc.property(tile, each => void expect(parseTilePath(tilePath(each))).toEqual(each)))
})

test('C2SP’s example of a tree of 70,000, and of 256', () => {
  const widths = (size: number, level: number, ...indexes: number[]) => indexes.map(index => widthIn(size, { level, index }))
  expect(widths(70_000, 0, 0, 272, 273, 274)).toEqual([256, 256, 112, 0])
  expect(widths(70_000, 1, 0, 1, 2)).toEqual([256, 17, 0])
  expect(widths(70_000, 2, 0, 1)).toEqual([1, 0])
  expect([...widths(256, 0, 0, 1), ...widths(256, 1, 0)]).toEqual([256, 0, 1])
})

test('a subtree’s hash is found in its tile', () => {
  const leaves = Array.from({ length: 700 }, (_, index) => leafHash(fromText(String(index))))
  for (const node of [
    { level: 0, position: 699 },
    { level: 3, position: 86 },
    { level: 7, position: 4 },
    { level: 8, position: 1 },
    { level: 9, position: 0 },
  ]) {
    const { tile, from, to } = tileOfNode(node, leaves.length)
    const hashes = nodesOfTile(tile).map(({ level, position }) => rootOf(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level)))
    const bytes = encodeTile(hashes)
    expect(
      areEqual(
        folded(decodeTile(bytes, tile.width).slice(from, to)),
        rootOf(leaves.slice(node.position * 2 ** node.level, (node.position + 1) * 2 ** node.level)),
      ),
    ).toBe(true)
    expect(() => decodeTile(bytes.slice(1), tile.width)).toThrow()
  }
})

test('entries come back from their bundle, and a bundle cut off does not', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), entries => {
      const bytes = encodeEntries(entries)
      expect(decodeEntries(bytes, entries.length)).toEqual(entries)
      if (bytes.length > 0) expect(() => decodeEntries(bytes.slice(0, -1), entries.length)).toThrow()
    }),
  )
  expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow()
})

test('a proof file is read as it was written', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const proof = fc.record({
    extra: fc.option(fc.uint8Array()),
    index: fc.nat(),
    hashes: fc.array(hash, { maxLength: 63 }),
    checkpoint: fc.constant(signed),
  })
  fc.assert(fc.property(proof, each => void expect(parseProof(formatProof(each))).toEqual(each)))
})

test.each([
  ['c2sp.org/tlog-proof@v2\nindex 0\n\nx', 'another version'],
  ['c2sp.org/tlog-proof@v1\n\nx', 'no index'],
  ['c2sp.org/tlog-proof@v1\nindex 00\n\nx', 'a leading zero'],
  ['c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx', 'a line that is no hash'],
  ['c2sp.org/tlog-proof@v1\nindex 0\nx', 'no checkpoint'],
])('%j is no proof: %s', broken => {
  expect(() => parseProof(broken)).toThrow()
})

test('Base64 is read in the one way it is written', () => {
  fc.assert(fc.property(fc.uint8Array(), bytes => void expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))))
  fc.assert(fc.property(fc.uint8Array(), bytes => void expect(fromBase64(toBase64(bytes))).toEqual(bytes)))
  for (const bad of ['A', 'AA', 'AA=', 'AB==', 'A===', 'AA==AA==', 'AA-_', ' AAA', 'AAA\n']) expect(() => fromBase64(bad), bad).toThrow()
  for (const bad of ['', '-1', '01', '1.0', '1e3', '9007199254740993', ' 1']) expect(() => parseCount(bad), bad).toThrow()
})
