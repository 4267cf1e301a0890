/** Posts for everyone (明岗) over HTTP: what is done and how many are missing; a name only while its holder wants it there. */
import { beforeEach, expect, test } from 'vitest'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './commitments.contract.ts'
import { aPost, aServing } from './commitments.samples.ts'

const app = useApp()
let at: SampleBranch
beforeEach(async () => {
  at = await aBranch(app.owner)
})

const subject = (personId: string) => ({ kind: 'subject', townId: 1, personId }) as const
const page = async (path: string) => {
  const { statusCode, body } = await app.raw({ method: 'GET', url: path })
  return { statusCode, text: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}
const show = (who: Parameters<typeof app.call>[0], holdingId: string, shown: boolean) =>
  app.call(who, endpoints.showName, { params: { holdingId }, body: { shown } })

async function served(name: string, headcount = 3) {
  const member = await aMember(app.owner, at.cooperative.id, name)
  const membershipId = await aMembership(app.owner, member, { bodyId: at.branchId, unitId: at.cooperative.id })
  const postId = await aPost(app.owner, at.cooperative.id, { headcount })
  return { member, membershipId, postId, holdingId: await aServing(app.owner, postId, member, at.cooperative.id, '2026-01-05') }
}

test('residents read posts and places; the name comes when the holder says so, with a one-time code too, and goes as easily', async () => {
  const { member, membershipId, holdingId } = await served('阿卜杜拉·买买提')
  const here = `/villages/${at.village.id}/posts`
  const before = await page(here)
  expect(before.text).toMatch(/政策宣传岗.*3人，还差2人 没有公开/)
  expect(before.text, 'serving is not agreeing to be read').not.toContain('阿卜杜拉')
  expect((await page('/posts')).text).toMatch(/1个岗位，还差2人/)

  for (const [who, status] of [
    [null, 401],
    [at.secretary, 403],
    [at.villageSecretary, 403],
    [subject(at.villageSecretary), 404],
    [await aMember(app.owner, at.village.id, '区𠮷'), 404],
  ] as const)
    expect((await show(who, holdingId, true)).status, 'nobody agrees for another').toBe(status)

  expect((await app.call(subject(member), endpoints.ownPosts)).body.items, 'the code opens what an account opens').toMatchObject([
    { id: holdingId, postName: '政策宣传岗', shownOn: null, allowedActions: ['ownPosts', 'showName'] },
  ])
  expect(await show(subject(member), holdingId, true)).toMatchObject({ status: 200, body: { shownOn: '2026-03-02' } })
  expect((await page(here)).text).toMatch(/3人，还差2人 阿卜杜拉·买买提/)
  const seen = await app.call(at.secretary, endpoints.holdings, { query: { record: holdingId } })
  expect(seen.body.items, 'the branch sees that it was agreed').toMatchObject([{ shownOn: '2026-03-02' }])

  expect((await show(member, holdingId, false)).body).toMatchObject({ shownOn: null })
  expect((await page(here)).text).not.toContain('阿卜杜拉')
  await show(member, holdingId, true)
  await app.owner
    .updateTable('partyMembership')
    .set({ endedOn: '2026-03-02', endReason: 'movedOut' })
    .where('id', '=', membershipId)
    .execute()
  expect((await page(here)).text, 'a member no longer').not.toContain('阿卜杜拉')
})

test('who stops serving is read no more, and there is nothing to agree to', async () => {
  const { member, holdingId } = await served('䶮', 1)
  await show(member, holdingId, true)
  expect((await page(`/villages/${at.village.id}/posts`)).text).toMatch(/1人，满了 䶮/)
  await app.call(member, endpoints.endHolding, { params: { holdingId }, body: { reason: '身体不好' } })
  expect((await page(`/villages/${at.village.id}/posts`)).text).not.toContain('䶮')
  expect((await show(member, holdingId, true)).status).toBe(409)
  expect((await page('/villages/440605122999/posts')).statusCode).toBe(404)
})

test('the page of what is kept about me asks, and takes the answer, without script', async () => {
  const { member, holdingId } = await served('何建生')
  const headers = { 'x-test-subject': member }
  const mine = async () => (await app.raw({ method: 'GET', url: '/my/data', headers: { 'x-test-person': member } })).body
  expect(await mine()).toContain('岗位上的姓名')
  const post = (form: Record<string, string>) =>
    app.raw({
      method: 'POST',
      url: '/my/data',
      headers: { 'x-test-person': member, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
  expect((await post({ do: 'showPost', holding: holdingId })).statusCode).toBe(303)
  expect(await mine()).toContain('不再公开姓名')
  const file = await app.raw({ method: 'GET', url: '/api/my/data/file?format=json', headers })
  expect(file.body, 'kept about me, by code as by account').toMatch(/岗位：政策宣传岗.*2026-03-02起姓名公开/s)
  expect((await post({ do: 'hidePost', holding: holdingId })).statusCode).toBe(303)
  expect(await mine()).toContain('同意公开姓名')
})
