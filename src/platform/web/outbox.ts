/**
 * The outbox (待发箱): what is written with or without a line, and sent when there is one; each piece once, by an id of its own.
 *
 * A piece is kept as a sealed draft before it is sent and forgotten once the server has it. What is finished is kept longer than what
 * is half written, and when its time is over too, what it was is still told, without its words. What the server refuses stays, with its
 * words, until somebody changes or drops it. How often it is sent does no harm: the command behind it is carried out once.
 * Keeping never waits for sending: a line on which nothing comes would hold up the next piece, and lose it with the page.
 */
import { useSyncExternalStore } from 'react'
import { Problem, problems } from '#platform/shared/problem.ts'
import { draftHours, dropDraft, idsOfDrafts, keepDraft, readDrafts, type DraftStore } from './sealed-drafts.ts'

/** A finished piece outlasts the longest holiday without a line, and goes well before the server forgets its command (30 days). */
export const readyHours = 14 * 24
/** What it was is told for as long again, and it can be written anew: a visit may be entered a month late. */
const toldHours = 2 * readyHours

export interface Piece<T> {
  id: string
  value: T
  /** When it was last changed, and when it will be forgotten, in milliseconds. */
  changedAt: number
  endsAt: number
  /** Finished, and to be sent; otherwise still being written. */
  isReady: boolean
  isSending: boolean
  /** Why the server does not take it. */
  problem: Problem | null
}

export interface OutboxState<T, R> {
  /** Have the drafts been read? */
  isOpen: boolean
  pieces: readonly Piece<T>[]
  /** Finished, never sent, and by now forgotten: what is left to tell of each. */
  lost: readonly { id: string; name: string }[]
  /** Sent since the page was opened, the newest first. */
  sent: readonly { id: string; value: T; answer: R }[]
  /** Why what is ready still waits. It passes by itself, but for a session that ended. */
  heldBy: Problem | null
}

export interface Outbox<T, R> {
  subscribe(listener: () => void): () => void
  state(): OutboxState<T, R>
  /**
   * Reads one's drafts, and sends them once it is sure that it is one's own session that would carry them. Fails when they cannot be
   * read, and stays closed until it is asked again.
   */
  open(owner: string, isSure: boolean): Promise<void>
  /** Keeps what has been written so far. */
  keep(id: string, value: T): Promise<void>
  /** Keeps it as finished, and sends it when that is possible. Keeping and dropping wait while the piece itself is on its way. */
  post(id: string, value: T): Promise<void>
  drop(id: string): Promise<void>
  /** How many are unsent: of this page, and of what lies in the store, where other pages keep theirs. */
  count(): Promise<number>
  /** Sends what is ready. */
  send(): Promise<void>
}

interface Stored<T> {
  value: T
  isReady: boolean
}

/** Refusals that pass by themselves: no line, a server that is coming back, a session that ended, or that is somebody else's just now. */
const isPassing = ({ kind }: Problem) =>
  [0, problems.signInRequired.status, problems.tooMany.status].includes(kind.status) ||
  kind.status >= 500 ||
  kind.type === problems.anotherPerson.type

/** Milliseconds after which sending gives up and is tried again later: a telephone's line may hang for minutes without an end. */
const patience = 30_000

export interface Sending<T> {
  /**
   * Whose the piece is. Another page of this browser may have signed somebody else in since, so it goes with the command, and the server
   * compares; asked beforehand, the answer could be out of date on arrival.
   */
  owner: string
  signal: AbortSignal
  /** A part of it has arrived: what is left to send, in its place. */
  keep(value: T): Promise<void>
}

export interface OutboxParts<T, R> {
  kind: string
  store: DraftStore
  /** What may be told of a piece when its words are gone. */
  nameOf(value: T): string
  send(value: T, sending: Sending<T>): Promise<R>
  now?: () => number
  giveUpAfter?: number
}

export function makeOutbox<T, R>({ send: carry, giveUpAfter = patience, ...parts }: OutboxParts<T, R>): Outbox<T, R> {
  const drafts = draftsOf(parts)
  const listeners = new Set<() => void>()
  let state: OutboxState<T, R> = { isOpen: false, pieces: [], lost: [], sent: [], heldBy: null }
  let owner: string | null = null
  let maySend = false
  /** For keeping, dropping and opening. */
  const inTurn = aQueue()
  /** Pieces that are being sent, with the end of it. */
  const onTheWay = new Map<string, Promise<void>>()
  /** In turn, but not while the piece is on its way, nor when it has arrived: what was sent is not there twice. */
  const change = async (id: string, work: () => Promise<void>) => {
    for (let isDone = false; !isDone;) {
      await onTheWay.get(id)
      await inTurn(async () => {
        isDone = !onTheWay.has(id)
        if (isDone && !state.sent.some(piece => piece.id === id)) await work()
      })
    }
  }
  const set = (next: Partial<OutboxState<T, R>>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const mark = (id: string, changes: Partial<Piece<T>>) =>
    set({ pieces: state.pieces.map(piece => (piece.id === id ? { ...piece, ...changes } : piece)) })
  const without = (id: string) => state.pieces.filter(piece => piece.id !== id)

  const write = (id: string, stored: Stored<T>) =>
    change(id, async () => {
      if (owner === null) return
      set({ pieces: [...without(id), { id, ...stored, ...drafts.timesOf(stored), isSending: false, problem: null }] })
      await drafts.keep(id, owner, stored)
    })

  const sendOne = async ({ id, ...piece }: Piece<T>) => {
    if (owner === null) return
    const sender = owner
    let { value } = piece
    const keep = async (rest: T) => {
      value = rest
      mark(id, { value })
      if (owner === sender) await inTurn(() => drafts.keep(id, sender, { value, isReady: true }))
    }
    mark(id, { isSending: true, problem: null })
    try {
      const answer = await within(giveUpAfter, signal => carry(value, { owner: sender, signal, keep }))
      // in turn: what keeps it may not be through yet, and would put it back
      await inTurn(() => drafts.forget(id))
      if (owner === sender) set({ pieces: without(id), sent: [{ id, value, answer }, ...state.sent], heldBy: null })
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(problems.unexpected)
      const passes = isPassing(problem)
      set({ heldBy: passes ? problem : null })
      mark(id, { isSending: false, problem: passes ? null : problem })
    }
  }
  const sendAll = async () => {
    for (const { id } of state.pieces) {
      // as it stands now: while another was on its way it may have been changed or dropped
      const piece = state.pieces.find(one => one.id === id)
      if (!maySend || !piece?.isReady || piece.problem !== null) continue
      const sending = sendOne(piece).finally(() => onTheWay.delete(id))
      onTheWay.set(id, sending)
      await sending
    }
  }
  const send = inRounds(sendAll)

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    async open(reader, isSure) {
      await inTurn(async () => {
        maySend = isSure
        if (owner === reader) return
        // a store that fails leaves nothing of the one before, and is asked again
        owner = null
        set({ isOpen: false, pieces: [], lost: [], sent: [], heldBy: null })
        const read = await drafts.read(reader)
        owner = reader
        set({ isOpen: true, ...read })
      })
      await send()
    },
    keep: (id, value) => write(id, { value, isReady: false }),
    async post(id, value) {
      await write(id, { value, isReady: true })
      await send()
    },
    drop: id =>
      change(id, async () => {
        set({ pieces: without(id), lost: state.lost.filter(piece => piece.id !== id) })
        await drafts.forget(id)
      }),
    async count() {
      const kept = await drafts.ids().catch(() => [])
      return new Set([...kept, ...state.pieces.map(({ id }) => id)]).size
    },
    send,
  }
}

/** Where the pieces lie: each under seal, and apart from a finished one what will be told of it when it is gone. */
function draftsOf<T>({ kind, store, nameOf, now = Date.now }: Omit<OutboxParts<T, unknown>, 'send' | 'giveUpAfter'>) {
  const nameKind = `${kind}-name`
  const hoursOf = ({ isReady }: Stored<T>) => (isReady ? readyHours : draftHours)
  return {
    timesOf(stored: Stored<T>) {
      const changedAt = now()
      return { changedAt, endsAt: changedAt + hoursOf(stored) * 3_600_000 }
    },
    async keep(id: string, owner: string, stored: Stored<T>) {
      const of = { id, owner, now: now() }
      await keepDraft(store, { ...of, kind, hours: hoursOf(stored) }, stored)
      if (stored.isReady) await keepDraft(store, { ...of, kind: nameKind, hours: toldHours }, nameOf(stored.value))
      else await dropDraft(store, nameKind, id)
    },
    async forget(id: string) {
      // the name first: alone it would tell of something lost
      await dropDraft(store, nameKind, id)
      await dropDraft(store, kind, id)
    },
    async read(owner: string): Promise<Pick<OutboxState<T, unknown>, 'pieces' | 'lost'>> {
      const of = { owner, now: now() }
      const kept = await readDrafts<Stored<T>>(store, { ...of, kind })
      const names = await readDrafts<string>(store, { ...of, kind: nameKind })
      return {
        pieces: kept.map(({ value, ...draft }) => ({ ...draft, ...value, isSending: false, problem: null })),
        lost: names.filter(({ id }) => kept.every(draft => draft.id !== id)).map(({ id, value }) => ({ id, name: value })),
      }
    },
    ids: () => idsOfDrafts(store, kind, now()),
  }
}

/** One thing at a time, in the order in which it was asked. */
function aQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** One round at a time; whoever asks while one is running shares the next. */
function inRounds(work: () => Promise<void>) {
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return () =>
    (last = next ??= last.then(() => {
      next = null
      return work()
    }))
}

/** Throws when it takes longer, whatever else becomes of the work. */
async function within<R>(milliseconds: number, work: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const signal = AbortSignal.timeout(milliseconds)
  const isOver = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true }),
  )
  return Promise.race([work(signal), isOver])
}

export const useOutbox = <T, R>(outbox: Outbox<T, R>) => useSyncExternalStore(outbox.subscribe, outbox.state)
