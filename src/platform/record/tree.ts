/**
 * The Merkle tree (存证树): hashes, and which of them prove that an entry is in it or that it grew out of an older one.
 *
 * A proof is first a list of ranges, each the hash of D[from:to]; whoever holds the hashes of full subtrees answers them.
 * Source: RFC 6962 §2.1 (making), RFC 9162 §2.1.3.2 and §2.1.4.2 (verifying).
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { areEqual, joined } from './bytes.ts'

export type Hash = Uint8Array

/** D[from:to]: the entries `from` up to, not including, `to`. */
export interface Range {
  from: number
  to: number
}

/** A full subtree: the hash of 2^level entries, the `position`-th of its level. */
export interface TreeNode {
  level: number
  position: number
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export const leafHash = (entry: Uint8Array): Hash => sha256(joined(leafMark, entry))
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(joined(nodeMark, left, right))
export const emptyRoot = (): Hash => sha256(new Uint8Array(0))

/** The full subtrees that a range consists of, the largest first. The range begins where one of its size may begin. */
export function nodesOf({ from, to }: Range): TreeNode[] {
  const nodes: TreeNode[] = []
  for (let at = from; at < to;) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    nodes.push({ level, position: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash of a range from those of its full subtrees. */
export const rangeHash = (hashes: readonly Hash[]): Hash =>
  hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right))

/** The root over entries or over their leaf hashes, all at hand. */
export const rootOf = (leaves: readonly Hash[]): Hash =>
  rangeHash(nodesOf({ from: 0, to: leaves.length }).map(node => nodeOf(leaves, node)))

function nodeOf(leaves: readonly Hash[], { level, position }: TreeNode): Hash {
  if (level === 0) return leaves[position]!
  return nodeHash(
    nodeOf(leaves, { level: level - 1, position: position * 2 }),
    nodeOf(leaves, { level: level - 1, position: position * 2 + 1 }),
  )
}

/** The ranges that prove one by one, from the leaf's sibling to the root's child, that the entry `index` is in a tree of `size`. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new Error(`no entry ${index} in a tree of ${size}`)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from)
    if (index < middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
    }
  }
  return ranges
}

/** The ranges that prove that a tree of `size` begins with one of `oldSize`; none where nothing needs proof. */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  if (oldSize > size) throw new Error(`a tree of ${size} cannot hold one of ${oldSize}`)
  if (oldSize === 0 || oldSize === size) return []
  const ranges: Range[] = []
  let [from, to, isWhole] = [0, size, true]
  while (oldSize !== to) {
    const middle = from + largestPowerBelow(to - from)
    if (oldSize <= middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
      isWhole = false
    }
  }
  if (!isWhole) ranges.unshift({ from, to })
  return ranges
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** Is the leaf the entry `index` of the tree of `size` with this root? */
export function provesInclusion(leaf: Hash, index: number, size: number, root: Hash, proof: readonly Hash[]): boolean {
  if (index >= size) return false
  let [position, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash)
      while (position % 2 === 0 && position > 0) [position, last] = [position / 2, half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[position, last] = [half(position), half(last)]
  }
  return last === 0 && areEqual(hash, root)
}

/** Does the tree of `size` with this root begin with the tree of `oldSize` with that root? */
export function provesConsistency(oldSize: number, oldRoot: Hash, size: number, root: Hash, proof: readonly Hash[]): boolean {
  if (oldSize > size) return false
  if (oldSize === size) return proof.length === 0 && areEqual(oldRoot, root)
  // Every tree begins with the empty one.
  if (oldSize === 0) return proof.length === 0 && areEqual(oldRoot, emptyRoot())
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : [...proof]
  const first = path.shift()
  if (!first) return false
  let [position, last] = [oldSize - 1, size - 1]
  while (position % 2 === 1) [position, last] = [half(position), half(last)]
  let [oldHash, hash] = [first, first]
  for (const sibling of path) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      oldHash = nodeHash(sibling, oldHash)
      hash = nodeHash(sibling, hash)
      while (position % 2 === 0 && position > 0) [position, last] = [position / 2, half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[position, last] = [half(position), half(last)]
  }
  return last === 0 && areEqual(oldHash, oldRoot) && areEqual(hash, root)
}

const half = (count: number) => Math.floor(count / 2)
function isPowerOfTwo(count: number): boolean {
  let rest = count
  while (rest % 2 === 0) rest /= 2
  return rest === 1
}
