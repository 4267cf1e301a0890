/** Approvals by a code from the counter (凭窗口码同意): told as such, and the member's own only where another office gave the code. */
import { expect, test } from 'vitest'
import { endpoints as meetingEndpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as rights } from '#features/rights/rights.contract.ts'
import { passOf, subjectPass } from '#features/rights/rights.pass.actions.ts'
import { useApp } from '../../../tests/support/app.ts'
import { signaturesOf } from './signatures.actions.ts'
import { endpoints } from './signatures.contract.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const resolution = '同意把村口鱼塘租给养殖合作社，租期五年。'

async function aSigningMeeting() {
  const at = await aBranch(app.owner)
  const member = await aMember(app.owner, at.village.id, '陈大妹')
  const { body: made } = await app.call(at.secretary, meetingEndpoints.create, { body: aPlan(at.branchId) })
  const params = { meetingId: made.id }
  await app.call(at.secretary, meetingEndpoints.enterNames, { params, body: { text: '区永康\n陈大妹' } }, match(1))
  const { body: signing } = await app.call(at.secretary, endpoints.setText, { params, body: { text: resolution } }, match(0))
  return { at, member, params, signing }
}

test('an approval by a code of the office that keeps the minutes is told and not counted, until the member says it alone', async () => {
  const { at, member, params, signing } = await aSigningMeeting()
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id, { name: '李少玲' })
  const privacyOfficer = await aHolder(app.owner, 'privacyOfficer', at.town.id, { name: '麦慧敏' })
  // The village's secretary keeps the text now; the clerk sits in the same office.
  const text = `${resolution}租金一年一付。`
  const { body: kept } = await app.call(at.villageSecretary, endpoints.setText, { params, body: { text } }, match(1))
  const body = { digest: kept.text!.digest }
  const passBy = async (issuer: string) => {
    const issued = await app.call(issuer, rights.issueCode, { params: { personId: member }, body: { identity: 'idCard' } })
    const opened = await app.call(null, rights.openCode, { body: { code: issued.body.code } })
    return { authorization: `Subject ${opened.body.pass}` }
  }
  const approve = async (headers: Record<string, string>) => (await app.call(null, endpoints.approve, { params, body }, headers)).body
  const told = async () => {
    const { approvals, signers } = (await app.call(at.secretary, endpoints.get, { params })).body
    return [approvals, signers.find(({ name }) => name === '陈大妹')!.by]
  }
  const ofOffice = await passBy(clerk)
  expect(await approve(ofOffice)).toMatchObject({ approvedAt: expect.any(String), isOwn: false })
  expect(await told()).toEqual([0, 'officeCode'])
  const actor = await app.person(at.secretary)
  expect(await app.as(actor, context => signaturesOf(context, params.meetingId))).toMatchObject({ approvals: 0 })
  const page = await app.raw({
    method: 'GET',
    url: '/my/data',
    headers: { cookie: `${subjectPass.cookie}=${ofOffice.authorization.slice(8)}` },
  })
  expect(page.body).toContain('还不算您本人同意')
  const row = () =>
    app.owner
      .selectFrom('signatureApproval')
      .where('meetingId', '=', params.meetingId)
      .where('personId', '=', member)
      .select(['how', 'codeFrom', 'isOwn'])
      .execute()
  expect(await row()).toEqual([{ how: 'code', codeFrom: clerk, isOwn: false }])
  const [event] = await app.owner
    .selectFrom('event')
    .where('name', '=', 'signatures.approve')
    .where('subjectId', '=', params.meetingId)
    .select(['actor', 'details'])
    .execute()
  expect(event).toEqual({ actor: `subject:${member}`, details: { ...body, codeFrom: clerk } })

  expect(await approve(await passBy(privacyOfficer)), 'of an office that keeps no minutes').toMatchObject({ isOwn: true })
  expect(await told()).toEqual([1, 'code'])
  await approve(await passBy(clerk))
  expect(await row(), 'what counts stays').toEqual([{ how: 'code', codeFrom: privacyOfficer, isOwn: true }])
  expect(signing.text!.digest, 'another text').not.toBe(body.digest)
})

test('a member who approved by the office’s code says it alone when signed in', async () => {
  const { at, member, params, signing } = await aSigningMeeting()
  const body = { digest: signing.text!.digest }
  const pass = subjectPass.make(app.platform.sealing, passOf(member, at.secretary), app.now)
  await app.call(null, endpoints.approve, { params, body }, { authorization: `Subject ${pass}` })
  const signers = async () => {
    const { approvals, signers: all } = (await app.call(at.secretary, endpoints.get, { params })).body
    return [approvals, all.map(({ by }) => by)]
  }
  expect(await signers()).toEqual([0, [null, 'officeCode']])
  expect((await app.call(member, endpoints.approve, { params, body })).body).toMatchObject({ isOwn: true })
  expect(await signers()).toEqual([1, [null, 'signedIn']])
})
