/** Listening (等人送来): the witness as an HTTP server to which a record brings its checkpoints. Source: C2SP tlog-witness. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { parseSubmission, type Judgement, type Submission } from './judge.ts'
import type { Notebook } from './notebook.ts'
import type { Shout } from './shout.ts'

/** A checkpoint with 63 lines of proof and many signatures is a few kilobytes. */
const longestBody = 64 * 1024

interface Reply {
  status: number
  body?: string
  type?: string
}

const statusOf: Record<Exclude<Judgement['kind'], 'cosign'>, number> = {
  unknownLog: 404,
  unsigned: 403,
  malformed: 400,
  otherOldSize: 409,
  rollback: 409,
  fork: 409,
  inconsistent: 422,
}

export function listenFor(notebook: Notebook, shout: Shout): Server {
  return createServer((request, response) => {
    answer(notebook, shout, request).then(
      ({ status, body = '', type = 'text/plain; charset=utf-8' }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    )
  })
}

async function answer(notebook: Notebook, shout: Shout, request: IncomingMessage): Promise<Reply> {
  if (request.method !== 'POST' || !request.url?.endsWith('/add-checkpoint')) return { status: 404 }
  const body = await bodyOf(request)
  if (body === null) return { status: 413 }
  let submission: Submission
  try {
    submission = parseSubmission(body)
  } catch {
    return { status: 400 }
  }
  const { judgement, line } = await notebook.take(submission)
  if (judgement.kind === 'cosign') return { status: 200, body: line! }
  // Anyone can bring an old checkpoint again, or a wrong proof beside a good one. Two roots of one size prove themselves.
  if (judgement.kind === 'fork') await shout.at(notebook, judgement, submission.signed)
  const status = statusOf[judgement.kind]
  if (judgement.kind !== 'otherOldSize' && judgement.kind !== 'rollback' && judgement.kind !== 'fork') return { status }
  return { status, body: `${seenBy(notebook, submission)}\n`, type: 'text/x.tlog.size' }
}

const seenBy = (notebook: Notebook, { signed }: Submission) => notebook.seen(signed.split('\n', 1)[0]!).size

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestBody) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
