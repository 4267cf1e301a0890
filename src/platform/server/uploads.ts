/**
 * Uploads (上传): the one file of an endpoint that takes a file.
 *
 * Read only after the caller is known and let in, and never beyond the endpoint's limit. A browser sends
 * a form with one file, a program the file itself; the bytes are all that counts (conventions 4.1).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { Endpoint, UploadedFile } from '#platform/shared/endpoint.ts'
import { invalidField, Problem, problems } from '#platform/shared/problem.ts'
import type { Feature } from './feature.ts'

type Limits = NonNullable<Endpoint['upload']>

/** Hands the bodies of these kinds to their endpoints unread. */
export function takeFilesAsStreams(server: FastifyInstance, features: readonly Feature[]): void {
  const kinds = features.flatMap(({ endpoints }) => Object.values(endpoints).flatMap(({ upload }) => upload?.mediaType ?? []))
  for (const kind of new Set(kinds)) server.addContentTypeParser(kind, (_request, payload, done) => done(null, payload))
}

/** The file. Throws too-large (413), unsupported (415) for another kind of request, and invalid (422) without a file. */
export async function receiveFile(request: FastifyRequest, limits: Limits): Promise<UploadedFile> {
  const file = request.isMultipart() ? await fromForm(request, limits) : await fromBody(request, limits)
  if (file.bytes.byteLength === 0) throw invalidField('#/file', '请选一个有内容的文件')
  return file
}

async function fromForm(request: FastifyRequest, { mostBytes }: Limits): Promise<UploadedFile> {
  const part = await request.file({ throwFileSizeLimit: true, limits: { fileSize: mostBytes, files: 1 } })
  if (!part) throw invalidField('#/file', '请选一个文件')
  return { fileName: shownName(part.filename), bytes: await part.toBuffer() }
}

async function fromBody(request: FastifyRequest, { mediaType, mostBytes }: Limits): Promise<UploadedFile> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== mediaType) throw new Problem(problems.unsupported)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.body as Readable) {
    size += (chunk as Buffer).length
    if (size > mostBytes) throw new Problem(problems.tooLarge)
    chunks.push(chunk as Buffer)
  }
  return { fileName: '', bytes: Buffer.concat(chunks) }
}

/** The last part of the path, without control characters, at most 100 code points. */
const shownName = (name: string) =>
  [
    ...name
      .normalize('NFC')
      .replace(/^.*[\\/]/, '')
      .replaceAll(/\p{C}/gu, ''),
  ]
    .slice(0, 100)
    .join('')
