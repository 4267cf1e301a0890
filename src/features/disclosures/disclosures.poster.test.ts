/** A notice on the wall (公示栏海报): its code leads to a working check, its words are those of the version on display. */
import { expect, test } from 'vitest'
import { textOf } from '#platform/personal-data/layers/text-of.ts'
import { check } from '#platform/record/check.ts'
import { endpoints as record } from '#features/record/record.contract.ts'
import { theMinute, trustOf } from '#features/record/record.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { codeInDocx, codesOnPdf } from '../../../tests/support/qr.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))

async function aDraft() {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  const ask = (form: string) => app.raw({ method: 'GET', url: `/api/notices/${notice.id}/poster?form=${form}` })
  const words = async () =>
    (await textOf({ name: '海报', type: '', bytes: (await ask('pdf')).rawPayload }))
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, '')
  return { place, notice, ask, words }
}

test('the code on the poster, pdf or docx, leads to a check that finds this version unchanged', async () => {
  const { notice, ask } = await aDraft()
  expect((await ask('pdf')).statusCode, 'a draft is nobody’s to see').toBe(404)
  await notice.goOut()
  await theMinute(app)
  const [address] = await codesOnPdf((await ask('pdf')).rawPayload)
  expect(await codeInDocx((await ask('docx')).rawPayload)).toBe(address)
  const { origin, pathname, hash } = new URL(address!)
  expect([origin, pathname]).toEqual([app.platform.config.publicUrl, '/verify'])
  const { body } = await app.raw({ method: 'GET', url: `/log/proof/${hash.slice(1)}` })
  const verdict = check(body, trustOf((await app.call(null, record.get)).body))
  expect(verdict).toMatchObject({ fault: null, evidence: { kind: 'disclosures.notice', subject: `${notice.id}/1` } })
})

test('it says what the board must say, and after a correction the new version’s days', async () => {
  const { place, notice, ask, words } = await aDraft()
  await notice.goOut()
  const told = await words()
  for (const each of [
    '关于鱼塘发包结果的公示',
    '2026年3月3日至2026年3月9日，共7天',
    '三口鱼塘发包',
    '0757-86880000',
    '柳河村村民委员会',
    '存证编号',
  ])
    expect(told, each).toContain(each)
  const first = await codesOnPdf((await ask('pdf')).rawPayload)
  on('2026-03-05')
  await notice.step('correct', place.clerk, { reason: '租期写错了' })
  await notice.goOut({ content: '三口鱼塘发包，租期三年，收益归集体。' })
  const again = await words()
  for (const each of ['2026年3月6日至2026年3月12日', '第2版，更正过', '租期三年']) expect(again, each).toContain(each)
  expect(await codesOnPdf((await ask('pdf')).rawPayload)).not.toEqual(first)
})

test('what was withdrawn is not put on the wall', async () => {
  const { place, notice, ask } = await aDraft()
  await notice.goOut()
  await notice.object()
  const [objection] = (await notice.read(place.supervisor)).objections
  for (const by of [place.otherSupervisor, place.townClerk]) await notice.decide(objection!.id, by, 'upheld')
  const answer = await ask('pdf')
  expect([answer.statusCode, answer.json()]).toMatchObject([409, { type: '/problems/disclosures/nothing-to-post' }])
})
