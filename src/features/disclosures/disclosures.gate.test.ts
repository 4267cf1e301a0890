/** The gate before publication (个人信息关口): what is refused, what is masked, and what is published with an impact note. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'

const app = useApp()
const idNumber = '440682199001011234'

test('an identity card number in text or table is refused, shown masked, and replaced by one click', async () => {
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  await notice.write({ content: `中标人身份证${idNumber}。`, table: { columns: ['姓名', '证件'], rows: [['陈*妹', idNumber]] } })
  const refused = await notice.step('submit', place.clerk)
  expect(refused.body).toMatchObject({ type: '/problems/disclosures/personal-findings', status: 409 })
  expect(refused.body.detail).not.toContain(idNumber)
  const { items } = (await app.call(place.clerk, endpoints.findings, { params: notice.params })).body
  expect(items.map(({ place: where, kind, mayBeAccepted }) => [where, kind, mayBeAccepted])).toEqual([
    ['内容', 'idNumber', false],
    ['表格第1行“证件”', 'idNumber', false],
  ])
  const accept = (digest: string) =>
    app.call(place.clerk, endpoints.acceptFinding, {
      params: { ...notice.params, digest },
      body: { purpose: '让大家知道是谁中标', effect: '可能被人冒用身份', measures: '公示期满就撤下' },
    })
  expect((await accept(items[0]!.digest)).body.type).toBe('/problems/disclosures/never-accepted')
  expect((await accept('0'.repeat(64))).body.type).toBe('/problems/disclosures/finding-gone')
  const masked = (await notice.step('mask', place.clerk)).body.work!.fields
  expect(masked.content).not.toContain(idNumber)
  expect(masked.table!.rows[0]![1]).not.toBe(idNumber)
  expect((await notice.step('submit', place.clerk)).status).toBe(200)
})
