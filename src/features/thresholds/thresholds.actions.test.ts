/** Thresholds (表决门槛): the town confirms, a village is stricter, nobody is easier, and two people do it. */
import { expect, test } from 'vitest'
import { checked } from '#features/record/record.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { evaluate, ruleFor } from './thresholds.actions.ts'
import { endpoints } from './thresholds.contract.ts'
import { atLeast, moreThan } from './thresholds.shares.rules.ts'

const app = useApp()
const quorum = [{ route: 'voters', share: atLeast(2, 3), base: 'all' }]
const ofAll = { share: moreThan(1, 2), base: 'all' }
const ofPresent = { share: moreThan(1, 2), base: 'present' }
const basis = '镇党委会议纪要第3号'

/** A village with its people, under a town whose two clerks and leader are there. */
async function aPlace() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const people = {
    clerk: await aHolder(app.owner, 'townClerk', town.id),
    leader: await aHolder(app.owner, 'townLeader', town.id),
    secretary: await aHolder(app.owner, 'villageSecretary', village.id),
    villageClerk: await aHolder(app.owner, 'villageClerk', village.id),
  }
  const at = (ruleKey: string, unitId: string) => {
    const params = { ruleKey, unitId }
    const read = async (who: string | null = people.clerk) => (await app.call(who, endpoints.get, { params })).body
    const match = async (version?: number) => ({ 'if-match': `"${version ?? (await read()).version}"` })
    return {
      read,
      propose: async (who: string | null, parts: object, version?: number) =>
        app.call(who, endpoints.propose, { params, body: { basis, ...parts } }, await match(version)),
      adopt: async (who: string | null, inForceOn = '2026-03-02', version?: number) =>
        app.call(who, endpoints.adopt, { params, body: { inForceOn } }, await match(version)),
    }
  }
  return { town, village, ...people, at }
}

test('an unknown number is confirmed by two people of the town, from the day of the law, and the rule can be used', async () => {
  const { town, village, clerk, leader, at } = await aPlace()
  const { propose, adopt, read } = at('residentRepresentatives.2026', town.id)
  const before = await read(null)
  expect(before).toMatchObject({ version: 0, editions: [], allowedActions: ['list', 'get'] })
  expect(before.sentences[0]).toBe('到会人数还不知道（待镇里确认）')
  expect((await propose(clerk, { quorum, majority: ofPresent, noticeDays: 3 })).body).toMatchObject({
    version: 1,
    editions: [{ number: 1, inForceOn: null, basis, proposedBy: '李少玲', adoptedBy: null }],
  })
  expect((await read(null)).editions).toEqual([]) // a proposal is not public
  expect((await adopt(clerk)).status).toBe(403) // nor adopted by who made it
  const { body } = await adopt(leader, '2026-01-01')
  expect(body).toMatchObject({
    version: 2,
    rule: { unsettled: {}, noticeDays: 3 },
    editions: [{ inForceOn: '2026-01-01', adoptedBy: '李少玲' }],
  })
  expect(body.sentences).toEqual(['三分之二以上应到的人到会', '到会的人过半数同意', '提前3天通知'])
  expect((await read(null)).editions).toHaveLength(1)
  const { id } = await app.owner.selectFrom('thresholdSetting').where('unitId', '=', town.id).select('id').executeTakeFirstOrThrow()
  // The wording is that of every entry ever made: whoever changes it here makes them all look altered.
  expect(await checked(app, 'thresholds.edition', `${id}/1`)).toEqual({
    fault: null,
    document: [
      '表决门槛 residentRepresentatives.2026，第1版',
      '440605122000，2026-01-01起施行',
      '到会：三分之二以上应到的人到会',
      '通过：到会的人过半数同意',
      '提前通知：3天',
      `依据：${basis}`,
      '',
    ].join('\n'),
  })
  await app.owner.updateTable('thresholdEdition').set({ basis: '改过的依据' }).where('settingId', '=', id).execute()
  expect((await checked(app, 'thresholds.edition', `${id}/1`)).fault).not.toBeNull()
  await app.owner.updateTable('thresholdEdition').set({ basis }).where('settingId', '=', id).execute()

  const asked = { body: 'residentRepresentatives', unitId: village.id } as const
  const [inForce, earlier, none] = await app.as({ kind: 'public', townId: 1 }, async context => [
    await ruleFor(context, { ...asked, day: '2026-03-02' }),
    await ruleFor(context, { ...asked, day: '2026-01-01' }),
    await ruleFor(context, { ...asked, day: '2025-12-31' }),
  ])
  expect([inForce?.unsettled, earlier?.unsettled, none]).toEqual([{}, {}, undefined])
  const roll = { route: 'voters', all: 60, eligible: 60, present: 40, recused: 0 } as const
  expect(evaluate(inForce!, roll, { for: 21, against: 19, abstain: 0 }, { method: 'hands', ownInterests: false }).verdict).toBe('passed')
})

test('a village tightens for itself; the village’s vote is counted by it, another village’s is not', async () => {
  const { village, secretary, clerk, at } = await aPlace()
  const other = await aVillage(app.owner)
  const { propose, adopt } = at('collectiveMembers.2025', village.id)
  expect((await propose(secretary, { noticeDays: 15 })).body.allowedActions).toEqual(['list', 'get', 'propose'])
  expect((await adopt(clerk)).body.sentences).toContain('提前15天通知')
  const days = await app.as({ kind: 'public', townId: 1 }, async context => {
    const asked = { body: 'collectiveMembers', day: '2026-03-02' } as const
    const rules = [await ruleFor(context, { ...asked, unitId: village.id }), await ruleFor(context, { ...asked, unitId: other.id })]
    return rules.map(rule => rule?.noticeDays)
  })
  expect(days).toEqual([15, 10])
  const list = async (unitId: string, day: string) =>
    (await app.call(null, endpoints.list, { query: { unitId, day } })).body.items.find(({ law }) => law.body === 'collectiveMembers')
  expect((await list(village.id, '2026-03-02'))?.rule).toMatchObject({
    key: 'collectiveMembers.2025',
    noticeDays: 15,
    layers: [{ number: 1 }],
  })
  expect((await list(village.id, '2026-03-01'))?.rule.noticeDays).toBe(10) // not yet
  expect((await list(village.id, '2025-04-30'))?.rule.key).toBe('collectiveMembers.2020') // the generation before
})

test('the town that becomes stricter later is not undercut by an older village rule', async () => {
  const { town, village, secretary, clerk, leader, at } = await aPlace()
  const below = at('branchMeeting.2018', village.id)
  const above = at('branchMeeting.2018', town.id)
  const share = (base: string, of = moreThan(1, 2)) => ({ majority: { share: of, base } })
  await below.propose(secretary, share('all'))
  await below.adopt(clerk)
  await above.propose(clerk, share('all', atLeast(2, 3)))
  await above.adopt(leader, '2026-04-01')
  app.now = new Date('2026-04-01T01:00:00Z')
  expect((await below.read()).sentences[1]).toBe('全体三分之二以上同意')
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('nobody is easier than the law or the town', async () => {
  const { town, village, clerk, secretary, at } = await aPlace()
  const law = at('collectiveMembers.2025', town.id)
  expect(await law.propose(clerk, { majority: { share: atLeast(2, 3), base: 'present' }, noticeDays: 5 })).toMatchObject({
    status: 409,
    body: {
      type: '/problems/thresholds/easier-than-above',
      detail: expect.stringContaining('同意票数、提前通知的天数比原来的规定宽') as string,
    },
  })
  const unseen = at('villagerRepresentatives.2026', village.id)
  expect(await unseen.propose(secretary, { quorum })).toMatchObject({ status: 409, body: { type: '/problems/thresholds/town-first' } })
  const charter = at('collectiveRepresentatives.2025', village.id)
  expect((await charter.propose(secretary, { quorum, noticeDays: 5 })).status).toBe(200) // the charter is the village's own
  expect(await charter.propose(secretary, { majority: ofAll })).toMatchObject({
    status: 409,
    body: { type: '/problems/thresholds/easier-than-above' },
  })
})

test('a proposal that became easier while it lay is refused when it is adopted', async () => {
  const { town, village, clerk, leader, secretary, at } = await aPlace()
  const below = at('membersReview.2018', village.id)
  const above = at('membersReview.2018', town.id)
  await below.propose(secretary, { majority: ofAll })
  await above.propose(clerk, { majority: { share: atLeast(3, 4), base: 'all' } })
  await above.adopt(leader)
  expect(await below.adopt(clerk)).toMatchObject({ status: 409, body: { type: '/problems/thresholds/easier-than-above' } })
})

test('what cannot be is refused in words', async () => {
  const { village, clerk, secretary, villageClerk, at } = await aPlace()
  const { propose, adopt, read } = at('collectiveBoard.2025', village.id)
  expect(await adopt(clerk)).toMatchObject({ status: 409, body: { type: '/problems/thresholds/no-proposal' } })
  expect((await propose(villageClerk, { noticeDays: 3 })).status).toBe(403)
  expect((await propose(null, { noticeDays: 3 })).status).toBe(401)
  expect(await propose(secretary, { noticeDays: -1 })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/noticeDays' }] } })
  expect(await propose(secretary, { majority: { share: atLeast(1, 3), base: 'all' } })).toMatchObject({ status: 422 })
  expect(await propose(secretary, { quorum: [...quorum, ...quorum] })).toMatchObject({
    status: 422,
    body: { errors: [{ detail: '同一种算法只写一次' }] },
  })
  expect((await propose(secretary, { majority: { share: atLeast(2, 3), base: 'all' } })).status).toBe(200)
  expect(await adopt(clerk, '2026-03-01')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/inForceOn', detail: '确认过的、加严的，不能从过去的日子算起' }] },
  })
  expect((await adopt(clerk)).status).toBe(200)
  await propose(secretary, { noticeDays: 3 })
  expect(await adopt(clerk, '2026-03-02')).toMatchObject({
    status: 422,
    body: { errors: [{ detail: '要在上一版施行（2026年3月2日）之后' }] },
  })
  expect(await adopt(clerk, '2062-03-03')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/inForceOn', detail: '最多定在一年以内，请看年份对不对' }] },
  })
  expect(await adopt(clerk, '2025-04-30')).toMatchObject({ status: 422, body: { errors: [{ detail: '那一天这条法律规定不施行' }] } })
  const params = { ruleKey: 'noSuchRule', unitId: village.id }
  expect((await app.call(null, endpoints.get, { params })).status).toBe(404)
  expect((await app.call(null, endpoints.get, { params: { ...params, ruleKey: 'collectiveBoard.2025', unitId: newId() } })).status).toBe(
    404,
  )
  expect((await read()).version).toBe(3)
})

test('two people write at once: the second sees both versions; without If-Match nothing is written', async () => {
  const { village, secretary, clerk, leader, at } = await aPlace()
  const { propose } = at('collectiveMembers.2025', village.id)
  const answers = await Promise.all([propose(secretary, { noticeDays: 12 }, 0), propose(clerk, { noticeDays: 14 }, 0)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const params = { ruleKey: 'collectiveMembers.2025', unitId: village.id }
  expect((await app.call(secretary, endpoints.propose, { params, body: { basis, noticeDays: 12 } })).status).toBe(428)
  expect((await app.call(leader, endpoints.adopt, { params, body: { inForceOn: '2026-03-02' } })).status).toBe(428)
})

test('a proposal is read where it was made and above, not in another village; a cooperative has its village’s rule', async () => {
  const { village, secretary, clerk, at } = await aPlace()
  const stranger = await aHolder(app.owner, 'villageSecretary', (await aVillage(app.owner)).id)
  const { propose, adopt, read } = at('collectiveMembers.2025', village.id)
  await propose(secretary, { noticeDays: 20 })
  expect((await read(secretary)).editions).toHaveLength(1)
  expect((await read(stranger)).editions).toEqual([])
  expect((await propose(stranger, { noticeDays: 21 })).status).toBe(403)
  await adopt(clerk)
  const cooperative = await aUnit(app.owner, { kind: 'cooperative', name: '福寿里经济社' }, village)
  expect((await at('collectiveMembers.2025', cooperative.id).read(null)).sentences).toContain('提前20天通知')
})

test('a later edition leaves the numbers it does not name as they were, both a tightened and a confirmed one', async () => {
  const { town, village, clerk, leader, at } = await aPlace()
  const ruleOn = (body: 'collectiveMembers' | 'residentsAssembly', day: string) =>
    app.as({ kind: 'public', townId: 1 }, context => ruleFor(context, { body, unitId: village.id, day }))
  const tightened = at('collectiveMembers.2025', town.id)
  await tightened.propose(clerk, { majority: { share: atLeast(3, 4), base: 'all' } })
  await tightened.adopt(leader)
  await tightened.propose(clerk, { noticeDays: 15 })
  expect((await tightened.adopt(leader, '2026-03-03')).status).toBe(200)
  const members = (await ruleOn('collectiveMembers', '2026-03-10'))!
  expect(members).toMatchObject({ noticeDays: 15, layers: [{ number: 2 }] })
  const roll = { route: 'voters', all: 100, eligible: 100, present: 90, recused: 0 } as const
  expect(evaluate(members, roll, { for: 70, against: 20, abstain: 0 }, { method: 'secret', ownInterests: false }).verdict).toBe('rejected')

  const confirmed = at('residentsAssembly.2026', town.id)
  await confirmed.propose(clerk, { quorum, majority: ofPresent, noticeDays: 3 })
  await confirmed.adopt(leader, '2026-01-01')
  await confirmed.propose(clerk, { noticeDays: 5 })
  expect((await confirmed.adopt(leader)).status).toBe(200)
  expect(await ruleOn('residentsAssembly', '2026-03-10')).toMatchObject({ unsettled: {}, quorum, noticeDays: 5 })
  expect(await ruleOn('residentsAssembly', '2026-03-01'), 'the day before').toMatchObject({ unsettled: {}, quorum, noticeDays: 3 })
})

test('less than the old text is confirmed only with the article of the new one, and what was confirmed changes from today on', async () => {
  const { town, clerk, leader, at } = await aPlace()
  const { propose, adopt, read } = at('villagersGroup.2026', town.id)
  const missing = { status: 409, body: { type: '/problems/thresholds/article-missing' } }
  const half = {
    quorum: [{ route: 'voters', share: atLeast(1, 2), base: 'eligible' }],
    majority: { share: atLeast(1, 2), base: 'present' },
  }
  expect(await propose(clerk, half)).toMatchObject(missing)
  const article = '《村民委员会组织法》第二十九条第二款'
  expect((await propose(clerk, { quorum, majority: ofPresent, noticeDays: 3 })).status).toBe(200)
  expect((await adopt(leader, '2026-01-01')).body.editions[0]).toMatchObject({ article: null, inForceOn: '2026-01-01' })
  expect(await propose(clerk, { ...half, noticeDays: 0 })).toMatchObject(missing)
  const { body } = await propose(clerk, { ...half, noticeDays: 0, article })
  expect(body.editions[0]).toMatchObject({ article, inForceOn: null })
  expect(await adopt(leader, '2026-02-01')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/inForceOn', detail: '确认过的、加严的，不能从过去的日子算起' }] },
  })
  const { id } = await app.owner
    .selectFrom('thresholdSetting')
    .where('unitId', '=', town.id)
    .where('ruleKey', '=', 'villagersGroup.2026')
    .select('id')
    .executeTakeFirstOrThrow()
  const withArticle = (words: string | null) =>
    app.owner.updateTable('thresholdEdition').set({ article: words }).where('settingId', '=', id).where('inForceOn', 'is', null).execute()
  await withArticle(null)
  expect(await adopt(leader), 'a proposal of before the rule').toMatchObject(missing)
  await withArticle(article)
  expect((await adopt(leader)).status).toBe(200)
  expect((await read(null)).rule).toMatchObject({ unsettled: {}, noticeDays: 0 })
  expect((await checked(app, 'thresholds.edition', `${id}/2`)).document).toContain(`依据：${basis}\n新法条文：${article}\n`)
})
