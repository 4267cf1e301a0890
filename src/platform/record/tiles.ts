/**
 * Tiles (存证瓦片): the tree and its entries as files that never change.
 *
 * Source: C2SP tlog-tiles.
 */
import { joined } from './bytes.ts'
import { nodeHash, type Hash, type TreeNode } from './tree.ts'

/** Hashes in a full tile. */
export const tileWidth = 256
const tileHeight = 8
const hashLength = 32
const deepestLevel = 63
/** The length stands in two bytes before each entry. */
export const longestEntry = 65_535

export interface Tile {
  /** Of the tree, or "entries": the entries themselves. */
  level: number | 'entries'
  index: number
  /** 1 to 256; less than 256: partial. */
  width: number
}

/** E.g. "1/x001/x234/067.p/8": what stands behind "/tile/". */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  const last = parts.length - 1
  return `${level}/${parts.map((part, at) => (at < last ? `x${part}` : part)).join('/')}${width < tileWidth ? `.p/${width}` : ''}`
}

/** The tile of a path, or null if no tile is written so. */
export function parseTilePath(path: string): Tile | null {
  const found = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const level = found[1] === 'entries' ? 'entries' : Number(found[1])
  const digits = found[2]!.replaceAll(/[x/]/g, '')
  if (digits.length > 15) return null
  const tile = { level, index: Number(digits), width: found[3] ? Number(found[3]) : tileWidth } as const
  const isOne = (level === 'entries' || level <= deepestLevel) && (found[3] === undefined || tile.width < tileWidth)
  return isOne && tilePath(tile) === path ? tile : null
}

/** How wide the tile is in a tree of `size`; 0: not there yet. */
export function widthIn(size: number, { level, index }: Pick<Tile, 'level' | 'index'>): number {
  const hashes = level === 'entries' ? size : Math.floor(size / tileWidth ** level)
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth))
}

/** The tree's nodes that a tile lists. */
export const nodesOfTile = ({ level, index, width }: Tile & { level: number }): TreeNode[] =>
  Array.from({ length: width }, (_, at) => ({ level: level * tileHeight, position: index * tileWidth + at }))

/** The tile of a tree of `size` that holds a full subtree's hash, or those it is made of, and where in it. */
export function tileOfNode({ level, position }: TreeNode, size: number): { tile: Tile & { level: number }; from: number; to: number } {
  const tileLevel = Math.floor(level / tileHeight)
  const count = 2 ** (level - tileLevel * tileHeight)
  const first = position * count
  const index = Math.floor(first / tileWidth)
  const tile = { level: tileLevel, index, width: widthIn(size, { level: tileLevel, index }) }
  return { tile, from: first - index * tileWidth, to: first - index * tileWidth + count }
}

/** The hash over a row of neighbours whose number is a power of two. */
export function folded(hashes: readonly Hash[]): Hash {
  if (hashes.length === 1) return hashes[0]!
  const middle = hashes.length / 2
  return nodeHash(folded(hashes.slice(0, middle)), folded(hashes.slice(middle)))
}

export const encodeTile = (hashes: readonly Hash[]): Uint8Array => joined(...hashes)

/** Throws if it is not `width` hashes long. */
export function decodeTile(bytes: Uint8Array, width: number): Hash[] {
  if (bytes.length !== width * hashLength) throw new Error(`a tile of ${bytes.length} bytes, not of ${width} hashes`)
  return Array.from({ length: width }, (_, at) => bytes.slice(at * hashLength, (at + 1) * hashLength))
}

/** Throws on an entry of more than 65,535 bytes. */
export const encodeEntries = (entries: readonly Uint8Array[]): Uint8Array =>
  joined(
    ...entries.flatMap(entry => {
      if (entry.length > longestEntry) throw new Error(`an entry of ${entry.length} bytes`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )

/** Throws if it does not hold `width` entries and nothing else. */
export function decodeEntries(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
    if (at + 2 + length > bytes.length) throw new Error('an entry is cut off')
    entries.push(bytes.slice(at + 2, at + 2 + length))
    at += 2 + length
  }
  if (entries.length !== width) throw new Error(`${entries.length} entries, not ${width}`)
  return entries
}

/** Lines of hashes as proofs carry them. Throws on a line that is no hash. */
export const isHash = (bytes: Uint8Array): boolean => bytes.length === hashLength
