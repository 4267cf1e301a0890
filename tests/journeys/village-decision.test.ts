/** A village's matter (四议两公开，村一级) in a real browser: branch, two committees, members and representatives, each on its screens. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { anEntry } from '#features/matters/matters.samples.ts'
import { aDecidingPlace, matterDriver, type DecidingPlace } from '#features/decisions/decisions.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { endpoints as decisions } from '#features/decisions/decisions.contract.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { aVoter } from '#features/votes/votes.samples.ts'
import { accessible, choose, dialog, go, settle, useConsole } from './console.ts'
import { act, backFromVote, callMeeting, countMeeting } from './decision-steps.ts'

const desk = useConsole()
const half = { numerator: 1, denominator: 2, strict: true }
const twoThirds = { numerator: 2, denominator: 3, strict: false }
const quorum = (share: object, base: 'all' | 'eligible') => [{ route: 'voters', share, base }]
const present = { share: half, base: 'present' }

/** What the town confirms of the numbers that no law in print has. */
const confirmed = {
  'branchCommittee.2018': { majority: present },
  'jointCommittees.2018': { quorum: quorum(half, 'all'), majority: present },
  'membersReview.2018': { quorum: quorum(twoThirds, 'eligible'), noticeDays: 3 },
  'villagerRepresentatives.2026': { quorum: quorum(twoThirds, 'all'), majority: present, noticeDays: 3 },
}

async function aVillage() {
  const { app } = desk.stage
  const place = await aDecidingPlace(app.owner, [anEntry('A5')])
  const { id: unitId } = place.village
  const committee = await aBody(app.owner, 'committee', { name: '柳河村党委', unitIds: [unitId] })
  const branch = await aBody(app.owner, 'branch', { name: '柳河村第一党支部', unitIds: [unitId] })
  const village = await aBody(app.owner, 'villagersCommittee', { name: '柳河村村委会', unitIds: [unitId] })
  for (const [bodyId, decidingBody, count] of [
    [committee, 'branchCommittee', 3],
    [village, 'jointCommittees', 5],
    [village, 'villagerRepresentatives', 6],
  ] as const)
    for (let index = 1; index <= count; index++) await aVoter(app.owner, { bodyId, unitId, decidingBody }, { code: `${index}` })
  for (const name of ['陈甲', '陈乙', '陈丙']) {
    const personId = await aMember(app.owner, unitId, name)
    await aMembership(app.owner, personId, { bodyId: branch, unitId })
  }
  for (const [ruleKey, parts] of Object.entries(confirmed)) {
    const params = { ruleKey, unitId: place.town.id }
    const match = async () => ({ 'if-match': `"${(await app.call(null, thresholds.get, { params })).body.version}"` })
    const body = { basis: '镇党委会议纪要', quorum: null, majority: null, noticeDays: null, ...parts }
    expect((await app.call(place.townClerk, thresholds.propose, { params, body }, await match())).body).not.toHaveProperty('errors')
    expect((await app.call(place.townLeader, thresholds.adopt, { params, body: { inForceOn: '2026-01-01' } }, await match())).status).toBe(
      200,
    )
  }
  await desk.account(place.secretary, 'ou.weiqiang')
  return place
}

async function registeredMatter(place: DecidingPlace) {
  const { aMatter } = matterDriver(desk.stage.app)
  const text = { title: '村口道路硬底化', text: '把村口到祠堂的四百米路铺成水泥路，经费三十万元。' }
  const proposer = { proposerKind: 'body' as const, proposerId: null, proposingBody: '柳河村党委' }
  const matter = await aMatter(place, { unitId: place.village.id, code: 'A5', line: 'village', ...text, ...proposer })
  expect((await matter.put(decisions.submit, { onDay: '2026-03-02' })).body.detail).toBeUndefined()
  for (const stage of ['branchProposal', 'committeeConsultation', 'membersReview', 'assembly'])
    for (const person of [place.secretary, place.clerk]) await matter.declare(person, stage)
  return matter
}

test('a road goes from the branch’s proposal to the representatives’ resolution, every meeting called and counted on its own screens', async () => {
  desk.stage.app.now = new Date('2026-03-02T01:00:00Z')
  const place = await aVillage()
  const matter = await registeredMatter(place)
  const { page, open } = await desk.staffToday(place.secretary)
  await open('/console/votes')
  await settle(page)
  const meet = (step: Step) => hold(page, `/console/decisions/${matter.id}`, step)
  await meet({ host: '柳河村党委', kind: '支部委员会', at: '08:00', notice: '2026-02-27', after: '党组织已提议' })
  await meet({ host: '柳河村村委会', kind: '“两委”联席会议', at: '08:15', notice: '2026-02-27', after: '“两委”已商议' })
  await meet({ host: '柳河村第一党支部', kind: '党员大会审议', at: '08:30', notice: '2026-02-20', after: '党员大会已审议' })
  await meet({ host: '柳河村村委会', kind: '村民代表会议', at: '08:45', notice: '2026-02-09', after: '已决议', dueOn: '2026-12-31' })
  await accessible(page)
  const bodies = (await matter.read(null)).ballots.map(({ body, state }) => [body, state])
  expect(bodies.map(([body]) => body)).toEqual(['branchCommittee', 'jointCommittees', 'membersReview', 'villagerRepresentatives'])
})

interface Step {
  host: string
  kind: string
  at: string
  notice: string
  after: string
  dueOn?: string
}
/** One meeting from the call to the step it carries. */
async function hold(page: Page, matter: string, { host, kind, at, notice, after, dueOn }: Step) {
  const title = `修路：${kind}`
  const voting = await callMeeting(page, { host, kind, title, startsAt: `2026-03-02T${at}`, notice })
  await go(page, matter)
  await act(page, '放进会议', () => choose(dialog(page), '哪一次会议', title))
  await countMeeting(page, voting)
  await accessible(page)
  await backFromVote(page, matter)
  await act(page, '登记结果', async () => {
    await choose(dialog(page), '主持的人', '区伟强')
    await choose(dialog(page), '记录的人', '李少玲')
    if (dueOn) await dialog(page).getByLabel('最迟哪一天公开结果').fill(dueOn)
  })
  await page.getByRole('heading', { name: after }).waitFor()
}
