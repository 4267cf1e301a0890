/** What events are called (事件的叫法): each feature names its own, for whoever audits. The log itself keeps the names of the code. */

export interface EventWords {
  /** What the events are about, by the subject's kind: "request" is 诉求. */
  kinds: Readonly<Record<string, string>>
  /** What happened, by the event's name after the feature's: "accept" is 受理. */
  names: Readonly<Record<string, string>>
}

export interface FeatureEvents extends EventWords {
  feature: string
  nameZh: string
}

/** Those of all features that record events, by the feature's name. */
export const eventWordsOf = (
  features: readonly { name: string; nameZh: string; events?: EventWords }[],
): ReadonlyMap<string, FeatureEvents> =>
  new Map(features.flatMap(({ name, nameZh, events }) => (events ? [[name, { feature: name, nameZh, ...events }] as const] : [])))

/** What an event and its subject are called; the code's own words where nobody named them. */
export function eventWords(words: ReadonlyMap<string, FeatureEvents>, name: string, subjectKind: string) {
  const at = name.indexOf('.')
  const of = words.get(name.slice(0, at))
  return {
    featureZh: of?.nameZh ?? name.slice(0, at),
    nameZh: of?.names[name.slice(at + 1)] ?? name,
    subjectKindZh: of?.kinds[subjectKind] ?? subjectKind,
  }
}
