/** The demonstration's certificates and today's visits (示例证明、今天的走访): something to look at on the first day, made through the doors. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/certificates/certificates.contract.ts'
import { endpoints as visits } from '#features/visits/visits.contract.ts'
import { loadCertificates } from '../../src/program/demo-certificates.ts'
import { useApp } from '../support/app.ts'
import { wordsOfLoading } from '../support/demonstration.ts'

const app = useApp({ isDemonstration: true })

test('one certificate holds, one is revoked by two people, one is on notice; the check says so', async () => {
  const rows = await app.owner.selectFrom('volunteerCertificate').selectAll().orderBy('askedAt').execute()
  expect(rows.map(({ state }) => state)).toEqual(['issued', 'revoked', 'posted'])
  const [holds, revoked, posted] = rows
  expect(revoked!.revokedBy).not.toBe(revoked!.revokeAskedBy)
  const check = async (line: string) => (await app.call(null, endpoints.check, { body: { text: line } })).body.verdict
  expect(await check(holds!.line!)).toBe('valid')
  expect(await check(revoked!.line!)).toBe('revoked')
  const notices = (await app.call(null, endpoints.posted, {})).body.items
  expect(notices.map(({ id }) => id)).toEqual([posted!.id])
  expect((await app.call(holds!.personId, endpoints.mine, {})).body.certificates).toMatchObject([{ state: 'issued' }])
})

test('the leader’s page of visits is not empty today, and says why each', async () => {
  const [planned] = await app.owner.selectFrom('visit').where('plannedFor', '=', '2026-11-25').select('unitId').execute()
  const leader = await app.owner
    .selectFrom('post')
    .innerJoin('term', 'term.postId', 'post.id')
    .where('post.unitId', '=', planned!.unitId)
    .where('post.role', '=', 'gridLeader')
    .select('term.personId')
    .executeTakeFirstOrThrow()
  const { due } = (await app.call(leader.personId, visits.today)).body
  expect(due.length).toBeGreaterThan(0)
  expect(due.every(({ rule }) => ['halfYear', 'newcomer', 'monthly'].includes(rule))).toBe(true)
})

test('the loading tells of both, and again it adds none', async () => {
  expect((await wordsOfLoading()).join('\n')).toMatch(/志愿服务证明 3份\n +今天的走访 [1-9]\d*户/)
  expect(await loadCertificates(app.platform, '440605122048')).toBe(0)
})
