/**
 * Rate limits (频率限制): a token bucket for each client, so that one client's flood touches no other.
 *
 * Pure arithmetic on a clock that is an argument. A client is a signed-in person, or an address; an address
 * that many share (a counter, a village terminal) has larger buckets of its own.
 */

export interface Bucket {
  /** Tokens when full. */
  size: number
  /** Seconds for one token to come back. */
  secondsPerToken: number
}

export type LimitName = 'submit' | 'lookUp' | 'signIn' | 'export' | 'read'

/** Tokens for an address, for a signed-in person, and for a shared address. */
export const limits: Record<LimitName, { address: Bucket; person: Bucket; shared: Bucket }> = {
  submit: {
    address: { size: 6, secondsPerToken: 60 },
    person: { size: 60, secondsPerToken: 10 },
    shared: { size: 120, secondsPerToken: 5 },
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
