/**
 * The witness's notebook (见证人的本子): its key, and the last checkpoint it cosigned of each record. One folder, plain files.
 *
 * A checkpoint is written down, and on the disk, before the cosignature leaves the house: otherwise a power cut could make the
 * witness cosign a second history. So could two programs that each remember for themselves: one at a time has the folder, and what
 * it says is read again before anything is signed.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromBase64, toBase64, toHex } from '#platform/record/bytes.ts'
import { cosignLine, parseCheckpoint, type OpenedCheckpoint } from '#platform/record/checkpoint.ts'
import { digestOf } from '#platform/record/entry.ts'
import { noteKey, parseNote, publicKeyOf, toVkey } from '#platform/record/note.ts'
import { judge, logOf, nothingSeen, type Judgement, type Seen, type Submission, type WatchedLog } from './judge.ts'
import { lockFolder } from './lock.ts'

export interface Notebook {
  name: string
  /** What the record's keeper is given. */
  vkey: string
  seen(origin: string): Seen
  /** Judges, and where the judgement allows it writes down and cosigns. One at a time. */
  take(submission: Submission): Promise<{ judgement: Judgement; line: string | null }>
  /** Puts the proof of a lie into a file of its own and returns its name. */
  accuse(kind: string, signed: string): Promise<string>
  /** Leaves the folder to the next one. */
  close(): Promise<void>
}

export interface Settings {
  folder: string
  name: string
  logs: readonly WatchedLog[]
  /** The clock. */
  now(): Date
}

/**
 * Opens the folder; makes a key the first time. Throws when its files cannot be read – a witness without memory must not sign – and
 * a sentence for people while another program has it open.
 */
export async function openNotebook(settings: Settings): Promise<Notebook> {
  await mkdir(settings.folder, { recursive: true, mode: 0o700 })
  const close = await lockFolder(settings.folder)
  try {
    return { ...(await opened(settings)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function opened({ folder, name, logs, now }: Settings): Promise<Omit<Notebook, 'close'>> {
  const privateKey = await keyIn(folder)
  const file = join(folder, 'seen.json')
  const readNotes = async () => JSON.parse((await readIfThere(file)) ?? '{}') as Record<string, string>
  let notes = await readNotes()
  const seen = (origin: string): Seen => {
    const signed = notes[origin]
    return signed === undefined ? nothingSeen : parseCheckpoint(parseNote(signed).text)
  }
  let last: Promise<unknown> = Promise.resolve()
  const take = async (submission: Submission) => {
    const log = logOf(submission.signed, logs)
    notes = await readNotes()
    const judgement = judge(submission, log, log ? seen(log.origin) : nothingSeen)
    if (judgement.kind !== 'cosign') return { judgement, line: null }
    const written = { ...notes, [judgement.checkpoint.origin]: submission.signed }
    await writeDown(file, written)
    notes = written
    return { judgement, line: cosign(judgement.checkpoint, name, privateKey, now()) }
  }
  return {
    name,
    vkey: toVkey(noteKey(name, 4, publicKeyOf(privateKey))),
    seen,
    take(submission) {
      const turn = last.then(() => take(submission))
      last = turn.catch(() => undefined)
      return turn
    },
    async accuse(kind, signed) {
      const origin = logOf(signed, logs)?.origin
      // Named by what it holds: the same lie told every minute is one file.
      const path = join(folder, `alarm-${kind}-${toHex(digestOf(signed)).slice(0, 16)}.txt`)
      await writeFile(path, `# 我先前见证的\n${(origin && notes[origin]) ?? ''}\n# 现在看到的\n${signed}`)
      return path
    },
  }
}

const cosign = ({ text }: OpenedCheckpoint, name: string, privateKey: Uint8Array, now: Date) =>
  cosignLine(text, name, privateKey, Math.floor(now.getTime() / 1000))

async function keyIn(folder: string): Promise<Uint8Array> {
  const file = join(folder, 'key')
  const known = await readIfThere(file)
  if (known !== null) return fromBase64(known.trim())
  const made = new Uint8Array(randomBytes(32))
  await writeFile(file, `${toBase64(made)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return made
}

/** Only a file that was never written is empty; one that cannot be read is an error. */
async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function writeDown(file: string, notes: object) {
  await writeFile(`${file}.new`, JSON.stringify(notes, null, 2), { flush: true })
  await rename(`${file}.new`, file)
  const folder = await open(join(file, '..'))
  await folder.sync()
  await folder.close()
}
