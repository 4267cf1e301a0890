/**
 * The public record as files (公开存证的文件): /log/checkpoint, /log/tile/… and /log/proof/…, readable from any page of any site.
 *
 * Source: C2SP tlog-tiles.
 */
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { parseTilePath } from '#platform/record/tiles.ts'
import { Id } from '#platform/shared/primitives.ts'
import { Problem } from '#platform/shared/problem.ts'
import { mergeWhatWaits } from '../record.merge.actions.ts'
import { proofFile, signedCheckpoint, tileBytes } from '../record.proofs.actions.ts'

const open = { 'access-control-allow-origin': '*' }
const text = 'text/plain; charset=utf-8'
const fresh = { ...open, 'cache-control': 'no-cache' }
const lasting = { ...open, 'cache-control': 'public, max-age=31536000, immutable' }

const file = (content: string | Uint8Array, mediaType: string, headers: Record<string, string>): PageAnswer => ({
  bytes: Buffer.from(content as string),
  mediaType,
  headers,
})

export const checkpointPage = definePage({
  method: 'GET',
  path: '/log/checkpoint',
  summary: '公开存证的快照：条数、根、签名（C2SP tlog-checkpoint）',
  async run(visit) {
    visit.limit('read')
    await mergeWhatWaits(visit.platform)
    return file(await visit.read(context => signedCheckpoint(context)), text, fresh)
  },
})

export const tilePage = definePage({
  method: 'GET',
  path: '/log/tile/*',
  summary: '公开存证的瓦片和条目（C2SP tlog-tiles）',
  async run(visit) {
    visit.limit('read')
    const tile = parseTilePath(visit.params['*'] ?? '')
    const bytes = tile && (await visit.read(context => tileBytes(context, tile)))
    return bytes ? file(bytes, 'application/octet-stream', lasting) : missing('没有这一块。')
  },
})

export const proofPage = definePage({
  method: 'GET',
  path: '/log/proof/:entryId',
  summary: '一条存证的证明（C2SP tlog-proof），离线也能核对',
  async run(visit) {
    visit.limit('read')
    const entryId = Id.safeParse(visit.params.entryId)
    if (!entryId.success) return missing('没有这条存证。')
    const known = await proof(visit, entryId.data)
    if (!('status' in known)) return known
    await mergeWhatWaits(visit.platform)
    return proof(visit, entryId.data)
  },
})

async function proof(visit: Visit, entryId: string): Promise<PageAnswer> {
  try {
    const content = await visit.read(context => proofFile(context, entryId))
    return file(content, text, { ...fresh, 'content-disposition': `attachment; filename="${entryId}.tlog-proof"` })
  } catch (error) {
    // Said as a file too: a page of another site reads no refusal without the header that opens it.
    if (error instanceof Problem && error.kind.status === 404) return missing(error.detail ?? error.kind.title)
    throw error
  }
}

const missing = (why: string): PageAnswer => ({ ...(file(`${why}\n`, text, fresh) as { bytes: Buffer; mediaType: string }), status: 404 })
