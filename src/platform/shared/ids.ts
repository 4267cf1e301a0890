/** Ids (标识): UUID version 7, so that sorting by id sorts by the time of making. Source: RFC 9562 §5.7. */

/** The last stamp of the system's clock, and of a clock that was handed in (tests move theirs). */
const last = { own: 0n, given: 0n }

/**
 * A new id; ids of one process and clock strictly increase, also within a millisecond. What was before 1970 has the ids of its first moment.
 * With `after` it stands behind that id, whatever the clock says.
 */
export function newId(now?: number, after?: string): string {
  const clock = now === undefined ? 'own' : 'given'
  const random = crypto.getRandomValues(new Uint8Array(10))
  // 12 bits after the millisecond count what is made within it (method 1 of §6.2)
  let stamp = (BigInt(Math.max(0, now ?? Date.now())) << 12n) | BigInt(((random[0]! << 8) | random[1]!) & 0x3ff)
  // a clock set back by less than a second goes on where it was; one set further back is believed
  if (stamp <= last[clock] && last[clock] - stamp < 1n << 22n) stamp = last[clock] + 1n
  last[clock] = stamp
  if (after !== undefined && stamp <= stampOf(after)) stamp = stampOf(after) + 1n
  const high = stamp.toString(16).padStart(15, '0')
  const low = [...random.subarray(2)].map(byte => byte.toString(16).padStart(2, '0')).join('')
  const variant = (0x8 | (random[2]! >> 6)).toString(16)
  return `${high.slice(0, 8)}-${high.slice(8, 12)}-7${high.slice(12)}-${variant}${low.slice(1, 4)}-${low.slice(4)}`
}

/** Milliseconds and what was counted within one: the id without its version, variant and chance. */
const stampOf = (id: string) => BigInt(`0x${id.slice(0, 8)}${id.slice(9, 13)}${id.slice(15, 18)}`)
