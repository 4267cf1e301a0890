/**
 * Public record (公开存证): what crosses the wire beside the files under /log, whose form is C2SP's.
 *
 * Source: C2SP tlog-tiles, tlog-checkpoint, tlog-cosignature; conventions 5.6.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, Limit, pageOf, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const Witness = z.object({
  id: Id,
  name: z.string(),
  vkey: z.string(),
  url: z.string().nullable(),
  /** The largest checkpoint that it cosigned; null: none yet. */
  seen: z.object({ size: z.number().int(), at: Instant }).nullable(),
})
export type Witness = z.infer<typeof Witness>

/** A volume that grows no more. */
export const ClosedVolume = z.object({
  origin: z.string(),
  /** Of its last checkpoint. */
  size: z.number().int(),
  /** In Base64. */
  root: z.string(),
  logKeys: z.array(z.string()),
  closedAt: Instant,
  reason: z.string(),
  /** The entry that says so: the first of the next volume. */
  entryId: Id,
})
export type ClosedVolume = z.infer<typeof ClosedVolume>

export const RecordState = z.object({
  origin: z.string().nullable(),
  /** Entries in the signed tree; null: nothing signed yet. */
  size: z.number().int().nullable(),
  /** When that tree was signed. */
  madeAt: Instant.nullable(),
  /** False: what is stored now is no longer the tree that was signed. Somebody altered it, and nothing more is signed. */
  isAsSigned: z.boolean(),
  /** The log's keys that sign, the newest first. */
  logKeys: z.array(z.string()),
  witnesses: z.array(Witness),
  required: z.number().int(),
  /** The volumes before this one, the newest first. */
  closed: z.array(ClosedVolume),
  /** To begin a new volume; null: none, or not for this reader. */
  proposal: z.object({ id: Id, reason: z.string(), at: Instant }).nullable(),
  allowedActions: z.array(z.string()),
})
export type RecordState = z.infer<typeof RecordState>

export const RecordEntry = z.object({
  id: Id,
  kind: z.string(),
  nameZh: z.string(),
  subject: z.string(),
  at: Instant,
  /** Its number in the tree; null: not merged yet, for at most a minute. */
  number: z.number().int().nullable(),
  /** Of which volume, from 1 on. */
  volume: z.number().int().nullable(),
})
export type RecordEntry = z.infer<typeof RecordEntry>

export const problems = {
  damaged: {
    type: '/problems/record/damaged',
    status: 503,
    title: '存证缺了一块，给不出证明',
    remedy: '镇里正要查清楚。请告诉见证人，不要只问镇里。',
  },
  notAKey: {
    type: '/problems/record/not-a-key',
    status: 422,
    title: '这不是见证人的公钥',
    remedy: '请让见证人把程序第一次启动时显示的一整行发来。',
  },
  namedAlready: {
    type: '/problems/record/named-already',
    status: 409,
    title: '这把公钥已经登记过',
    remedy: '一把公钥只登记一次。',
  },
  notCosigned: {
    type: '/problems/record/not-cosigned',
    status: 422,
    title: '没有认得的见证签名',
    remedy: '签名要由登记过的见证人，对这里公布过的快照作出。',
  },
  tooFewNamed: {
    type: '/problems/record/too-few-named',
    status: 422,
    title: '要求的人数比见证人还多',
    remedy: '请先登记见证人，再提高要求的人数。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ witnessId: Id })
const proposed = z.object({ volumeId: Id })

export const endpoints = {
  get: defineEndpoint({
    name: 'record.get',
    method: 'GET',
    path: '/record',
    summary: 'Whom to trust and how far the record has come: the log’s keys, its witnesses and what each has seen.',
    access: 'public',
    response: RecordState,
  }),
  list: defineEndpoint({
    name: 'record.list',
    method: 'GET',
    path: '/record/entries',
    summary: 'Entries, the newest first: kind, subject and time. The texts stand on their own pages.',
    access: 'public',
    query: z.object({ cursor: Id.optional(), limit: Limit }),
    response: pageOf(RecordEntry),
  }),
  cosign: defineEndpoint({
    name: 'record.cosign',
    method: 'POST',
    path: '/record/cosignatures',
    summary: 'Bring cosignatures of a published checkpoint: for witnesses that fetch it (npm run cli -- witness --poll).',
    access: 'public',
    body: z.object({
      /** Of which volume; left out: of the one that grows. */
      origin: z.string().min(1).max(200).optional(),
      size: z.number().int().min(0),
      /** Signature lines as in a signed note, each with its line feed. */
      lines: z.string().min(1).max(20_000),
    }),
    response: z.object({ kept: z.array(z.string()) }),
    limit: 'lookUp',
    problems: [problems.notCosigned],
  }),
  addWitness: defineEndpoint({
    name: 'record.addWitness',
    method: 'POST',
    path: '/record/witnesses',
    summary: 'Name a witness by its public key.',
    access: 'staff',
    creates: true,
    body: z.object({
      name: typed('名称', 2, 40),
      vkey: z.string().trim().min(10, '请贴上公钥').max(400, '公钥太长'),
      /** Where it listens (C2SP tlog-witness); none: it fetches checkpoints itself. */
      url: z
        .url({ protocol: /^https?$/, error: '网址要以 http:// 或 https:// 开头' })
        .max(300)
        .nullable()
        .default(null),
    }),
    response: Witness,
    problems: [problems.notAKey, problems.namedAlready],
  }),
  endWitness: defineEndpoint({
    name: 'record.endWitness',
    method: 'PUT',
    path: '/record/witnesses/:witnessId/end',
    summary: 'Part from a witness. What it cosigned stays.',
    access: 'staff',
    params: one,
    response: RecordState,
    problems: [problems.tooFewNamed],
  }),
  require: defineEndpoint({
    name: 'record.require',
    method: 'PUT',
    path: '/record/required',
    summary: 'Set how many witnesses must have seen what is shown as checked.',
    access: 'staff',
    body: z.object({ required: z.number().int('要填整数').min(0, '不能小于0').max(100, '最多100') }),
    response: RecordState,
    problems: [problems.tooFewNamed],
  }),
  rotateKey: defineEndpoint({
    name: 'record.rotateKey',
    method: 'POST',
    path: '/record/keys',
    summary: 'Make a new key for the log. It and the one before it sign from now on; the one before that no longer.',
    access: 'staff',
    response: RecordState,
    creates: true,
  }),
  proposeVolume: defineEndpoint({
    name: 'record.proposeVolume',
    method: 'POST',
    path: '/record/volumes',
    summary: 'Propose to begin a new record, e.g. after a restored backup or a stolen key. A second administrator begins it.',
    access: 'staff',
    body: z.object({ reason: typed('原因', 4, 200) }),
    response: RecordState,
    creates: true,
  }),
  beginVolume: defineEndpoint({
    name: 'record.beginVolume',
    method: 'PUT',
    path: '/record/volumes/:volumeId/beginning',
    summary: 'Begin it: the old record is closed with its last checkpoint, and the first entry of the new one, under a new key, names it.',
    access: 'staff',
    params: proposed,
    response: RecordState,
  }),
  dropVolume: defineEndpoint({
    name: 'record.dropVolume',
    method: 'DELETE',
    path: '/record/volumes/:volumeId',
    summary: 'Drop the proposal to begin a new record.',
    access: 'staff',
    params: proposed,
    response: RecordState,
  }),
}
