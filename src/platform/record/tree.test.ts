/** The Merkle tree (存证树): the vectors of RFC 6962's own log, and every proof of every tree up to 300 entries. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromText, toHex } from './bytes.ts'
import {
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  leafHash,
  nodesOf,
  provesConsistency,
  provesInclusion,
  rangeHash,
  rootOf,
  type Hash,
  type Range,
} from './tree.ts'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16))

/** Entries and roots of sizes 1 to 8. Source: google/certificate-transparency, merkle_tree_test.cc. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(bytes)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const inclusions: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
const consistencies: [oldSize: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

/** Answers ranges from leaves, each subtree's hash worked out once. */
function reader(leaves: readonly Hash[]) {
  const known = new Map<string, Hash>()
  return ({ from, to }: Range): Hash => {
    const hashes = nodesOf({ from, to }).map(({ level, position }) => {
      const key = `${level} ${position}`
      const hash = known.get(key) ?? rootOf(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level))
      known.set(key, hash)
      return hash
    })
    return rangeHash(hashes)
  }
}

const few = entries.map(leafHash)
const readFew = reader(few)

test('the roots are those of the reference log', () => {
  expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(roots.map((_, last) => toHex(rootOf(few.slice(0, last + 1))))).toEqual(roots)
})

test.each(inclusions)('entry %i of %i has the reference log’s proof', (index, size, proof) => {
  expect(inclusionRanges(index, size).map(range => toHex(readFew(range)))).toEqual(proof)
  expect(provesInclusion(few[index]!, index, size, bytes(roots[size - 1]!), proof.map(bytes))).toBe(true)
})

test.each(consistencies)('%i before %i has the reference log’s proof', (oldSize, size, proof) => {
  expect(consistencyRanges(oldSize, size).map(range => toHex(readFew(range)))).toEqual(proof)
  expect(provesConsistency(oldSize, bytes(roots[oldSize - 1]!), size, bytes(roots[size - 1]!), proof.map(bytes))).toBe(true)
})

const most = 300
const leaves = Array.from({ length: most }, (_, index) => leafHash(fromText(`entry ${index}`)))
const read = reader(leaves)
const rootAt = Array.from({ length: most + 1 }, (_, size) => read({ from: 0, to: size }))

test('every entry of every tree up to 300 proves its place, and no neighbour’s', () => {
  const wrong: string[] = []
  for (let size = 1; size <= most; size += 1)
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionRanges(index, size).map(read)
      if (!provesInclusion(leaves[index]!, index, size, rootAt[size]!, proof)) wrong.push(`${index} of ${size}`)
      if (size % 10 === 1 && index > 0 && provesInclusion(leaves[index]!, index - 1, size, rootAt[size]!, proof))
        wrong.push(`${index - 1} for ${index}`)
    }
  expect(wrong).toEqual([])
})

test('every tree up to 300 proves that it grew out of every smaller one', () => {
  const wrong: string[] = []
  for (let size = 0; size <= most; size += 1)
    for (let oldSize = 0; oldSize <= size; oldSize += 1) {
      const proof = consistencyRanges(oldSize, size).map(read)
      if (!provesConsistency(oldSize, rootAt[oldSize]!, size, rootAt[size]!, proof)) wrong.push(`${oldSize} before ${size}`)
      if (size % 10 === 1 && oldSize > 1 && provesConsistency(oldSize, rootAt[oldSize - 1]!, size, rootAt[size]!, proof))
        wrong.push(`not ${oldSize}`)
    }
  expect(wrong).toEqual([])
})

const flipped = (hash: Hash, at: number, mask: number) => hash.map((byte, index) => (index === at ? byte ^ mask : byte))
const aFlip = { at: fc.nat(31), mask: fc.integer({ min: 1, max: 255 }) }

test('one altered byte anywhere in an inclusion proof is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: most }), fc.nat(), fc.nat(), aFlip.at, aFlip.mask, (size, some, which, at, mask) => {
      const index = some % size
      const parts = [leaves[index]!, rootAt[size]!, ...inclusionRanges(index, size).map(read)]
      const place = which % parts.length
      const [leaf, root, ...proof] = parts.map((part, each) => (each === place ? flipped(part, at, mask) : part))
      return !provesInclusion(leaf!, index, size, root!, proof)
    }),
    { numRuns: 2_000 },
  )
})

test('one altered byte anywhere in a consistency proof is found, and a proof too long or too short', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), aFlip.at, aFlip.mask, (size, some, which, at, mask) => {
      const oldSize = 1 + (some % (size - 1))
      const whole = consistencyRanges(oldSize, size).map(read)
      const parts = [rootAt[oldSize]!, rootAt[size]!, ...whole]
      const place = which % parts.length
      const [oldRoot, root, ...proof] = parts.map((part, each) => (each === place ? flipped(part, at, mask) : part))
      const [old, now] = [rootAt[oldSize]!, rootAt[size]!]
      return (
        !provesConsistency(oldSize, oldRoot!, size, root!, proof) &&
        !provesConsistency(oldSize, old, size, now, whole.slice(0, -1)) &&
        !provesConsistency(oldSize, old, size, now, [...whole, now])
      )
    }),
    { numRuns: 2_000 },
  )
})
