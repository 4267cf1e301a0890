/**
 * What is kept in the public record (公开存证的内容): each feature says how the text of its entries is made anew from its rows.
 *
 * The record keeps no text. Whoever edits a row after it was recorded therefore makes another text, and the check says so.
 */
export interface Recorded<C> {
  /** "<feature>.<what>", e.g. "reports.edition". */
  kind: `${string}.${string}`
  nameZh: string
  /** The text as it stands today, read under the caller's own policies, or null where there is none to be read. */
  document(context: C, subject: string): Promise<string | null>
}

/** All of them by kind. Throws if two features keep the same kind. */
export function recordedOf<C>(features: readonly { name: string; recorded?: readonly Recorded<C>[] }[]): ReadonlyMap<string, Recorded<C>> {
  const byKind = new Map<string, Recorded<C>>()
  for (const { name, recorded = [] } of features)
    for (const each of recorded) {
      if (byKind.has(each.kind) || !each.kind.startsWith(`${name}.`)) throw new Error(`${name}: not its kind of record: ${each.kind}`)
      byKind.set(each.kind, each)
    }
  return byKind
}
