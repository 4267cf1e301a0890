/**
 * Rate limits (频率限制): a token bucket for each client, so that one client's flood touches no other.
 *
 * Pure arithmetic on a clock that is an argument. A client is a signed-in person, or an address; an address
 * that many share (a counter, a village terminal) has larger buckets of its own.
 */
import { isIPv4, isIPv6 } from 'node:net'

export interface Bucket {
  /** Tokens when full. */
  size: number
  /** Seconds for one token to come back. */
  secondsPerToken: number
}

export type LimitName = 'submit' | 'upload' | 'import' | 'lookUp' | 'signIn' | 'export' | 'read'

/** Tokens for an address, for a signed-in person, and for a shared address. */
export const limits: Record<LimitName, { address: Bucket; person: Bucket; shared: Bucket }> = {
  submit: {
    address: { size: 6, secondsPerToken: 60 },
    person: { size: 60, secondsPerToken: 10 },
    shared: { size: 120, secondsPerToken: 5 },
  },
  // a photo each, with a form or before it: twice as many as the forms of an address may carry
  upload: {
    address: { size: 36, secondsPerToken: 10 },
    person: { size: 360, secondsPerToken: 2 },
    shared: { size: 720, secondsPerToken: 1 },
  },
  // a workbook and each of its runs: enough for an office that corrects a file all afternoon
  import: {
    address: { size: 6, secondsPerToken: 60 },
    person: { size: 30, secondsPerToken: 20 },
    shared: { size: 30, secondsPerToken: 20 },
  },
  lookUp: {
    address: { size: 15, secondsPerToken: 6 },
    person: { size: 120, secondsPerToken: 1 },
    shared: { size: 200, secondsPerToken: 1 },
  },
  signIn: {
    address: { size: 20, secondsPerToken: 15 },
    person: { size: 20, secondsPerToken: 15 },
    shared: { size: 200, secondsPerToken: 3 },
  },
  export: {
    address: { size: 5, secondsPerToken: 60 },
    person: { size: 10, secondsPerToken: 60 },
    shared: { size: 10, secondsPerToken: 60 },
  },
  read: {
    address: { size: 300, secondsPerToken: 0.1 },
    person: { size: 600, secondsPerToken: 0.05 },
    shared: { size: 3000, secondsPerToken: 0.02 },
  },
}

/**
 * Whom an address stands for: an IPv4 address itself, with or without the port that some proxies add; of IPv6 the first 64 bits, of which a
 * single home has all that follow (RFC 6177). What is no address is one client together.
 */
export function networkOf(address: string): string {
  const plain = address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return 'unknown'
  const [head, tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const ends = [groups(head!), groups(tail)] as const
  const all = [...ends[0], ...Array<string>(8 - ends[0].length - ends[1].length).fill('0'), ...ends[1]].map(each => parseInt(each, 16))
  if (all.slice(0, 5).every(each => each === 0) && all[5] === 0xffff)
    return all
      .slice(6)
      .flatMap(each => [each >> 8, each & 255])
      .join('.')
  return all
    .slice(0, 4)
    .map(each => each.toString(16))
    .join(':')
}

export interface Buckets {
  /** Takes a token. Returns 0 when there was one, else the seconds until there is. */
  take(key: string, bucket: Bucket, now: Date): number
}

/** Buckets in memory. At `most` clients the ones that are full again are dropped first. */
export function openBuckets(most = 50_000): Buckets {
  const levels = new Map<string, { tokens: number; at: number; bucket: Bucket }>()
  const levelAt = (entry: { tokens: number; at: number; bucket: Bucket }, at: number) =>
    Math.min(entry.bucket.size, entry.tokens + Math.max(0, at - entry.at) / 1000 / entry.bucket.secondsPerToken)
  return {
    take(key, bucket, now) {
      const at = now.getTime()
      const before = levels.get(key)
      const tokens = before ? levelAt({ ...before, bucket }, at) : bucket.size
      const enough = tokens >= 1
      levels.delete(key)
      levels.set(key, { tokens: enough ? tokens - 1 : tokens, at, bucket })
      if (levels.size > most) {
        for (const [other, entry] of levels) {
          if (levels.size <= most) break
          if (other !== key && (levelAt(entry, at) >= entry.bucket.size || levels.size > most * 1.1)) levels.delete(other)
        }
      }
      return enough ? 0 : Math.ceil((1 - tokens) * bucket.secondsPerToken)
    },
  }
}

/** Buckets that are never empty, for tests of other things. */
export const unlimited: Buckets = { take: () => 0 }
