/**
 * The public record as files (公开存证的文件): /log/checkpoint, /log/tile/… and /log/proof/…, readable from any page of any site.
 *
 * Source: C2SP tlog-tiles.
 */
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { parseTilePath } from '#platform/record/tiles.ts'
import { Id } from '#platform/shared/primitives.ts'
import { Problem } from '#platform/shared/problem.ts'
import { problems } from '../record.contract.ts'
import { altered, mergeWhatWaits } from '../record.merge.actions.ts'
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

/** Each volume stands at the address that its name says: the first at /log, the second at /log/2. */
const checkpointAt = (path: '/log/checkpoint' | '/log/:volume/checkpoint', summary: string) =>
  definePage({
    method: 'GET',
    path,
    summary,
    async run(visit) {
      const volume = volumeIn(visit)
      if (volume === null) return missing('没有这一本存证。')
      await mergeWhatWaits(visit.platform)
      return found(visit, async () => file(await visit.read(context => signedCheckpoint(context, volume)), text, fresh))
    },
  })

const tileAt = (path: '/log/tile/*' | '/log/:volume/tile/*', summary: string) =>
  definePage({
    method: 'GET',
    path,
    summary,
    async run(visit) {
      const [tile, volume] = [parseTilePath(visit.params['*'] ?? ''), volumeIn(visit)]
      return found(visit, async () => {
        const bytes = tile && volume && (await visit.read(context => tileBytes(context, volume, tile)))
        return bytes ? file(bytes, 'application/octet-stream', lasting) : missing('没有这一块。')
      })
    },
  })

export const checkpointPage = checkpointAt('/log/checkpoint', '公开存证的快照：条数、根、签名（C2SP tlog-checkpoint）')
export const volumeCheckpointPage = checkpointAt('/log/:volume/checkpoint', '另开的一本存证的快照')
export const tilePage = tileAt('/log/tile/*', '公开存证的瓦片和条目（C2SP tlog-tiles）')
export const volumeTilePage = tileAt('/log/:volume/tile/*', '另开的一本存证的瓦片和条目')

/** Null where no volume is written so. */
function volumeIn({ params: { volume } }: Visit): number | null {
  if (volume === undefined) return 1
  return /^[1-9]\d{0,3}$/.test(volume) && volume !== '1' ? Number(volume) : null
}

export const proofPage = definePage({
  method: 'GET',
  path: '/log/proof/:entryId',
  summary: '一条存证的证明（C2SP tlog-proof），离线也能核对',
  async run(visit) {
    const entryId = Id.safeParse(visit.params.entryId)
    if (!entryId.success) return missing('没有这条存证。')
    const known = await proof(visit, entryId.data)
    if (!('status' in known) || known.status !== 404) return known
    await mergeWhatWaits(visit.platform)
    return proof(visit, entryId.data)
  },
})

const proof = (visit: Visit, entryId: string): Promise<PageAnswer> =>
  found(visit, async () => {
    const content = await visit.read(context => proofFile(context, entryId))
    return file(content, text, { ...fresh, 'content-disposition': `attachment; filename="${entryId}.tlog-proof"` })
  })

/** A refusal is said as a file too: a page of another site reads none without the header that opens it. */
async function found({ platform }: Visit, answer: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { kind, detail } = error
    if (kind.type === problems.damaged.type) {
      platform.log.error({ alarm: altered })
      return { ...missing(kind.title), status: kind.status }
    }
    if (kind.status === 404) return missing(detail ?? kind.title)
    throw error
  }
}

const missing = (why: string) => ({ ...(file(`${why}\n`, text, fresh) as { bytes: Buffer; mediaType: string }), status: 404 })
