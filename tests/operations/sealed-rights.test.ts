/** Requests about one's own data at rest (个人信息申请加密): a dump holds no word of them, neither of what is written now nor of what was before. */
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/rights/rights.contract.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, leavePlain, sealAtStart } from '../support/dump.ts'

const app = useApp()
const words = ['申请的暗号甲', '答复的暗号乙']

test('who may read a request reads every word; a dump holds none, and what was written before is sealed at the next start', async () => {
  const at = await aBranch(app.owner)
  const privacyOfficer = await aHolder(app.owner, 'privacyOfficer', at.town.id)
  const member = await aMember(app.owner, at.village.id, '陈大妹')
  const { body: asked } = await app.call(member, endpoints.ask, { body: { kind: 'correction', text: words[0]! } })
  const params = { requestId: asked.id }
  const refusal = { reason: words[1]!, appeal: '可以向镇纪委反映。' }
  const refused = await app.call(privacyOfficer, endpoints.refuse, { params, body: refusal }, { 'if-match': '"1"' })
  expect([refused.body.text, refused.body.answer]).toEqual(words)
  expect(await foundInDump(app, words)).toEqual([])
  for (const column of ['text', 'answer'] as const)
    await expect(
      app.as(await app.person(privacyOfficer), ({ db }) => db.selectFrom('rightsRequest').select(column).execute()),
      column,
    ).rejects.toThrow('permission denied')
  await leavePlain(app, ['rights_request.text', 'rights_request.answer'])
  expect(await foundInDump(app, words)).toEqual(words)
  expect(await sealAtStart(app)).toBe(2)
  expect(await foundInDump(app, words)).toEqual([])
  const { body } = await app.call(member, endpoints.mine)
  expect(body.requests.map(({ text, answer }) => [text, answer])).toEqual([words])
})
