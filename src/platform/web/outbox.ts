/**
 * The outbox (待发箱): what is written with or without a line, and sent when there is one; each piece once, by an id of its own.
 *
 * A piece is kept as a sealed draft before it is sent and forgotten once the server has it. What the server refuses stays, with its
 * words, until somebody changes or drops it. How often it is sent does no harm: the command behind it is carried out once.
 */
import { useSyncExternalStore } from 'react'
import { Problem, problems } from '#platform/shared/problem.ts'
import { dropDraft, keepDraft, readDrafts, type DraftStore } from './sealed-drafts.ts'

export interface Piece<T> {
  id: string
  value: T
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
  /** Sent since the page was opened, the newest first. */
  sent: readonly { id: string; value: T; answer: R }[]
}

export interface Outbox<T, R> {
  subscribe(listener: () => void): () => void
  state(): OutboxState<T, R>
  /** Reads one's drafts, and sends them once it is sure that it is one's own session that would carry them. */
  open(owner: string, isSure: boolean): Promise<void>
  /** Keeps what has been written so far. */
  keep(id: string, value: T): Promise<void>
  /** Keeps it as finished, and sends it when that is possible. */
  post(id: string, value: T): Promise<void>
  drop(id: string): Promise<void>
  /** Sends what is ready. */
  send(): Promise<void>
}

interface Stored<T> {
  value: T
  isReady: boolean
}

/** Refusals that pass by themselves: no line, a server that is coming back, a session that ended. */
const isPassing = ({ kind }: Problem) =>
  [0, problems.signInRequired.status, problems.tooMany.status].includes(kind.status) || kind.status >= 500

export function makeOutbox<T, R>({
  kind,
  store,
  send: carry,
  now = Date.now,
}: {
  kind: string
  store: DraftStore
  send(value: T): Promise<R>
  now?: () => number
}): Outbox<T, R> {
  const listeners = new Set<() => void>()
  let state: OutboxState<T, R> = { isOpen: false, pieces: [], sent: [] }
  let owner: string | null = null
  let maySend = false
  /** One thing at a time, in the order in which it was asked. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  const set = (next: Partial<OutboxState<T, R>>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const change = (id: string, changes: Partial<Piece<T>>) =>
    set({ pieces: state.pieces.map(piece => (piece.id === id ? { ...piece, ...changes } : piece)) })
  const without = (id: string) => state.pieces.filter(piece => piece.id !== id)

  const write = (id: string, stored: Stored<T>) =>
    inTurn(async () => {
      if (owner === null) return
      set({ pieces: [...without(id), { id, ...stored, isSending: false, problem: null }] })
      await keepDraft(store, { kind, id, owner, now: now() }, stored)
    })

  const sendOne = async (piece: Piece<T>) => {
    change(piece.id, { isSending: true, problem: null })
    try {
      const answer = await carry(piece.value)
      await dropDraft(store, kind, piece.id)
      set({ pieces: without(piece.id), sent: [{ id: piece.id, value: piece.value, answer }, ...state.sent] })
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(problems.unexpected)
      change(piece.id, { isSending: false, problem: isPassing(problem) ? null : problem })
    }
  }
  const send = () =>
    inTurn(async () => {
      if (!maySend) return
      for (const piece of state.pieces) if (piece.isReady && piece.problem === null) await sendOne(piece)
    })

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
        owner = reader
        const drafts = await readDrafts<Stored<T>>(store, { kind, owner, now: now() })
        const pieces = drafts.map(({ id, value }) => ({ id, ...value, isSending: false, problem: null }))
        set({ isOpen: true, pieces, sent: [] })
      })
      await send()
    },
    keep: (id, value) => write(id, { value, isReady: false }),
    async post(id, value) {
      await write(id, { value, isReady: true })
      await send()
    },
    drop: id =>
      inTurn(async () => {
        set({ pieces: without(id) })
        await dropDraft(store, kind, id)
      }),
    send,
  }
}

export const useOutbox = <T, R>(outbox: Outbox<T, R>) => useSyncExternalStore(outbox.subscribe, outbox.state)
