/**
 * The record's formats beside another implementation (存证格式的对照): the same bytes as Go's sumdb makes, and each taken for good.
 *
 * go.json was printed by main.go.txt, which says how; no test needs Go.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { fromBase64, fromText, toBase64, toHex } from '../bytes.ts'
import { openCheckpoint } from '../checkpoint.ts'
import { grown } from '../grow.ts'
import { isSignedBy, noteKey, parseNote, parseVkey, publicKeyOf, signatureOf, signedNote, signLine, toVkey } from '../note.ts'
import { encodeTile, nodesOfTile, parseTilePath, widthIn } from '../tiles.ts'
import {
  consistencyRanges,
  inclusionRanges,
  leafHash,
  nodesOf,
  provesConsistency,
  provesInclusion,
  rangeHash,
  type Hash,
  type Range,
} from '../tree.ts'

interface Vectors {
  trees: {
    size: number
    root: string
    inclusion: { index: number; proof: string }[]
    consistency: { oldSize: number; proof: string }[]
    tiles: { path: string; digest: string }[]
  }[]
  notes: { name: string; seed: string; vkey: string; note: string }[]
  together: string
}
const { trees, notes, together } = JSON.parse(readFileSync(new URL('./go.json', import.meta.url), 'utf8')) as Vectors
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const proofOf = (line: string) => (line === '' ? [] : line.split(' ').map(fromBase64))

/** The tree as the record keeps it: hashes of full subtrees. Those of a smaller tree are among those of the largest. */
const nodes = new Map<string, Hash>()
const most = trees.at(-1)!.size
beforeAll(() => {
  const leaves = Array.from({ length: most }, (_, number) => leafHash(fromText(`entry ${number}`)))
  for (const { level, position, hash } of grown(0, [], leaves).nodes) nodes.set(`${level}/${position}`, hash)
})
const hashOf = (range: Range) => rangeHash(nodesOf(range).map(({ level, position }) => nodes.get(`${level}/${position}`)!))

test.each(trees)('a tree of $size: root, tiles and proofs are those of Go', ({ size, root, inclusion, consistency, tiles }) => {
  expect(toBase64(hashOf({ from: 0, to: size }))).toBe(root)
  for (const { index, proof } of inclusion) {
    const [leaf, ours] = [nodes.get(`0/${index}`)!, inclusionRanges(index, size).map(hashOf)]
    expect(ours.map(toBase64).join(' '), `entry ${index}`).toBe(proof)
    expect(provesInclusion(leaf, index, size, fromBase64(root), proofOf(proof))).toBe(true)
    expect(provesInclusion(leaf, index + 1, size, fromBase64(root), proofOf(proof)), 'at another place').toBe(false)
  }
  for (const { oldSize, proof } of consistency) {
    const oldRoot = hashOf({ from: 0, to: oldSize })
    expect(consistencyRanges(oldSize, size).map(hashOf).map(toBase64).join(' '), `from ${oldSize}`).toBe(proof)
    expect(provesConsistency(oldSize, oldRoot, size, fromBase64(root), proofOf(proof))).toBe(true)
    expect(provesConsistency(oldSize, leafHash(oldRoot), size, fromBase64(root), proofOf(proof)), 'from another tree').toBe(false)
  }
  for (const { path, digest } of tiles) {
    const tile = parseTilePath(path)!
    expect(widthIn(size, tile), path).toBeGreaterThanOrEqual(tile.width)
    const hashes = nodesOfTile({ ...tile, level: Number(tile.level) }).map(({ level, position }) => nodes.get(`${level}/${position}`)!)
    expect(createHash('sha256').update(encodeTile(hashes)).digest('hex'), path).toBe(digest)
  }
})

test.each(notes)('$name signs as Go does, and its notes are read', ({ name, seed, vkey, note }) => {
  const key = noteKey(name, 1, publicKeyOf(bytesOf(seed)))
  expect([toVkey(key), toHex(parseVkey(vkey).publicKey)]).toEqual([vkey, toHex(key.publicKey)])
  const { text } = parseNote(note)
  expect(signedNote(text, [signLine(text, name, bytesOf(seed))])).toBe(note)
  expect(openCheckpoint(note, 'xiqiao.example/log', [parseVkey(vkey)])).toMatchObject({ size: most, root: hashOf({ from: 0, to: most }) })
})

test('a note with three signatures, one by a name in Chinese, is the same and is read by each key', () => {
  const { text, signatures } = parseNote(together)
  expect(
    signedNote(
      text,
      notes.map(({ name, seed }) => signLine(text, name, bytesOf(seed))),
    ),
  ).toBe(together)
  expect(signatures).toHaveLength(3)
  for (const key of notes.map(({ vkey }) => parseVkey(vkey))) {
    const { bytes } = signatureOf(parseNote(together), key)!
    expect(isSignedBy(key.publicKey, fromText(text), bytes)).toBe(true)
    expect(isSignedBy(key.publicKey, fromText(`${text}x`), bytes), 'of another text').toBe(false)
  }
})
