/** Papers for programs (给程序看的文件): the issuer's document with every public key, and the signed revocation list. */
import { definePage } from '#platform/server/page.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { issuerDocument, statusPath } from '../certificates.credential.rules.ts'
import { findStatus, listKeys } from '../certificates.queries.ts'

/** Anyone's program may read them from its own page, and keep them for an hour. */
const headers = { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' }

export const issuerPaper = definePage({
  method: 'GET',
  path: '/.well-known/did.json',
  summary: '本镇作为证明出具方的文件：验签用的公钥，旧的也在',
  async run(visit) {
    const keys = await visit.read(({ db }) => listKeys(db))
    if (keys.length === 0) throw new Problem(problems.notFound)
    const bytes = Buffer.from(JSON.stringify(issuerDocument(visit.platform.config.publicUrl, keys)))
    return { bytes, mediaType: 'application/did+json', headers }
  },
})

export const statusPaper = definePage({
  method: 'GET',
  path: statusPath,
  summary: '志愿服务证明的撤销名单，带签名，给验证程序读',
  async run(visit) {
    const status = await visit.read(({ db }) => findStatus(db))
    if (!status) throw new Problem(problems.notFound)
    return { bytes: Buffer.from(status.credential), mediaType: 'application/ld+json', headers }
  },
})
