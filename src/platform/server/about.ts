/**
 * What is kept about a person (关于我的资料): each feature says what of its own it keeps, why and how long; /my shows all of it.
 *
 * Source: 个人信息保护法 §17, §44–49; domain §32.1.
 */
export interface AboutRow {
  name: string
  text: string
}

/** A time after which people are taken out of records by the shared job rights.forgetInTime. `retention` says the same in words. */
export interface Period<C> {
  months: number
  /** What has been kept for its time: it was over on the day `since`, or before. */
  find(context: C, since: string): Promise<readonly string[]>
  /** Takes the person out of one. Numbers count what they counted. Safe to run twice. */
  forget(context: C, item: string): Promise<void>
}

/** `C` is the Context of an action; named so that the two files do not need each other. */
export interface About<C> {
  /** "<feature>.<what>". */
  name: `${string}.${string}`
  title: string
  purpose: string
  /** The legal basis. */
  basis: string
  retention: string
  /**
   * What keeps the word that `retention` gives: the jobs that delete, or the period after which the shared job does. null: no time is
   * promised, or the least for which archives are kept, which nobody but an appraisal ends (档案法 §21). A test compares it with the words.
   */
  ends: Period<C> | readonly `${string}.${string}`[] | null
  /** Tables with a person's id that these rows tell of. */
  tables: readonly string[]
  /**
   * The function of the database that tells, to a job alone, with whom this feature still has to do or had on some day after `since`
   * (`(since date) returns setof uuid`). null: a record of what was, for which nobody need be reached.
   */
  ties: `${string}_ties` | null
  /** The lines about one person, read under the caller's own policies. Never another person's. */
  rows(context: C, personId: string): Promise<AboutRow[]>
  /** Deletes what goes with the person's own record, in the transaction in which a job closes it. */
  forget?(context: C, personId: string): Promise<void>
}
