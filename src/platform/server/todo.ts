/**
 * Work that waits for a person (待办): each feature says what of its own waits, the workbench shows all of it in one list.
 *
 * An item is closed by doing the work, never by ticking it off: what is done is simply no longer listed.
 */
export interface TodoItem {
  /** The record that waits. */
  id: string
  title: string
  /** Why it waits, or what to do; one short sentence. */
  detail: string
  /** By when; null: no day set. */
  dueOn: string | null
  /** The console's page for it, e.g. "/console/meetings/…". */
  link: string
}

/** `C` is the Context of an action; named so that the two files do not need each other. */
export interface TodoSource<C> {
  /** "<feature>.<what>", e.g. "meetings.actionItems". */
  name: `${string}.${string}`
  nameZh: string
  /** What waits for the actor today, the most urgent first; at most 100. */
  list(context: C): Promise<TodoItem[]>
}
