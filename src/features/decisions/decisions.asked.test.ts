/** What the entry of a matter asks for beside its steps (清单的要求), over HTTP: the town's answer, papers, a listing; each binds. */
import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { checked } from '#features/record/record.samples.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { pdfOf, written } from '../../../tests/support/pdf.ts'
import { attachmentsRefusal, attachmentsText, listingRefusal, preCheckRefusal } from './decisions.asked.rules.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, short, stepsOf } from './decisions.gates.samples.ts'
import { aDecidingPlace, lease, matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, hang } from './decisions.votes.samples.ts'

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace, resolved } = gateDriver(app)
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
beforeEach(() => void on('2026-03-02'))

const answer = { outcome: 'passed', heldOn: '2026-03-05', reason: '' } as const
// oxfmt-ignore
test.each([
  [false, null, null, 'the entry asks for nothing'],
  [true, null, '这件事要先报镇里看，镇里还没有答复，请镇里登记', 'the town has not looked'],
  [true, { ...answer, outcome: 'returned', reason: '底价要评估' }, '镇里看过，要改了再报：底价要评估', 'it has, and wants it changed'],
  [true, { ...answer, heldOn: '2026-03-17' }, '镇里2026年3月17日才答复，表决在那以前，要重新开会', 'an answer after the vote'],
  [true, { ...answer, heldOn: '2026-03-16' }, null, 'on the day of the vote'],
] as const)('the town is asked %s and said %j: %s (%s)', (isAsked, said, words, _why) =>
  expect(preCheckRefusal(isAsked, said, '2026-03-16')).toBe(words))

// oxfmt-ignore
test.each([
  [[], [], null, 'none is asked for'],
  [['评估报告', '合同草案'], ['评估报告'], '还缺清单要的材料：合同草案，请先附上', 'one of two'],
  [['评估报告', '合同草案'], ['合同草案', '合同草案', '评估报告'], null, 'each is there, one in two pages'],
] as const)('of %j there is %j: %s (%s)', (asked, there, words, _why) =>
  expect(attachmentsRefusal(asked, there.map(attachment => ({ attachment })))).toBe(words))

// oxfmt-ignore
test.each([
  [false, null, null, 'nothing is dealt in'],
  [true, null, '这件事要上资产交易平台，请先登记挂牌编号和日子', 'dealt in past the platform'],
  [true, { heldOn: '2026-03-29' }, '2026年3月29日才挂牌，不能早于那一天', 'begun before it was listed'],
  [true, { heldOn: '2026-03-28' }, null, 'listed that day'],
] as const)('a listing is asked %s and was %j: %s (%s)', (isAsked, listing, words, _why) =>
  expect(listingRefusal(isAsked, listing, '2026-03-28')).toBe(words))

test('a step keeps its papers by name and digest, and nothing where there are none', () => {
  expect(attachmentsText([])).toBeNull()
  expect(attachmentsText([{ attachment: '评估报告', digest: 'a1' }, { attachment: '合同草案', digest: 'b2' }])).toBe('评估报告 a1；合同草案 b2') // oxfmt-ignore
})

const wholeEntry = { ...short, townPreCheck: true, assetPlatform: true, attachments: ['评估报告', '合同草案'] }
const report = pdfOf([written('Report')])
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function deskOf(place: DecidingPlace, matter: Matter) {
  return {
    preCheck: (changes: object = {}, who = place.townClerk) =>
      matter.put(endpoints.preCheck, { onDay: '2026-03-02', outcome: 'passed', ...changes }, who),
    list: (onDay: string, number = 'NH2026-0001', who = place.clerk) => matter.put(endpoints.enterListing, { onDay, number }, who),
    attach: (attachment: string, bytes: Uint8Array = report, who = place.clerk) =>
      app.call(
        who,
        endpoints.attach,
        { params: matter.params, query: { attachment }, body: Buffer.from(bytes) },
        { 'content-type': 'application/octet-stream' },
      ),
    detach: (fileId: string, who = place.clerk) => app.call(who, endpoints.detach, { params: { ...matter.params, fileId } }),
    open: (fileId: string, who: string) =>
      app.raw({ method: 'GET', url: `/api/decisions/${matter.id}/files/${fileId}`, headers: { 'x-test-person': who } }),
  }
}

test('what the entry asks for stands before the vote: the town’s answer to this text, and each paper by its name', async () => {
  const { place, registers } = await aPlace(wholeEntry)
  const matter = await registered(place)
  const [steps, desk] = [stepsOf(place, matter), deskOf(place, matter)]
  await steps.research()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  const unanswered = '这件事要先报镇里看，镇里还没有答复，请镇里登记'
  expect((await matter.read(null)).waitsFor).toBe(unanswered)
  const asked = (await matter.read(null)).steps.find(({ stage }) => stage === 'assembly')!.says
  expect(asked, 'the chart says it first').toEqual(expect.arrayContaining(['表决前先报镇里看', '表决前附上：评估报告、合同草案']))
  expect(await refusal(meeting.table(matter))).toBe(`${unanswered}。`)
  const waiting = async () => (await app.call(place.townClerk, todos.list, {})).body.items.filter(({ id }) => id === matter.id)
  expect(await waiting()).toMatchObject([{ detail: '要先报镇里看，等您答复。' }])

  for (const who of [place.secretary, place.clerk, place.director, place.supervisor])
    expect((await desk.preCheck({}, who)).status).toBe(403)
  expect(await refusal(desk.preCheck({ onDay: '2026-02-19' }))).toBe('422 不能早于上一步（2026年2月20日）')
  expect(await refusal(desk.preCheck({ onDay: '2026-03-03' }))).toBe('422 要等到那一天才登记')
  expect(await refusal(desk.preCheck({ outcome: 'returned' }))).toBe('422 请写要改什么')
  await ok(desk.preCheck({ outcome: 'returned', reason: '底价要先评估' }))
  expect(await waiting()).toEqual([])
  expect(await refusal(meeting.table(matter))).toBe('镇里看过，要改了再报：底价要先评估。')
  expect(await refusal(desk.preCheck())).toBe('409 /problems/decisions/already-answered')

  // written anew, it is shown to the town anew
  await ok(matter.put(endpoints.withdraw, { reason: '按镇里的意见改' }))
  await ok(matter.put(endpoints.write, { ...lease, title: '福寿里旧厂房评估后出租' }))
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await steps.research()
  expect(await refusal(meeting.table(matter))).toBe(`${unanswered}。`)
  // looked at while other steps ran: its day holds none of them up
  await ok(desk.preCheck({ onDay: '2026-03-02', document: '镇复〔2026〕3号' }, place.townLeader))

  expect(await refusal(meeting.table(matter))).toBe('还缺清单要的材料：评估报告、合同草案，请先附上。')
  expect((await desk.attach('评估报告', report, place.supervisor)).status).toBe(403)
  expect(await refusal(desk.attach('别的材料'))).toBe('422 请选清单里要附的材料')
  expect(await refusal(desk.attach('评估报告', Buffer.from('MZ program')))).toBe('422 /problems/decisions/file-unknown')
  const files = (await desk.attach('评估报告')).body.files
  expect(files).toMatchObject([{ attachment: '评估报告', digest: sha(report), addedAs: '村（社区）办事员' }])
  expect((await matter.read(null)).files, 'everybody reads that it is there').toMatchObject([{ name: null, digest: sha(report) }])
  for (const [who, status] of [
    [place.supervisor, 200],
    [place.townClerk, 200],
    [(await aDecidingPlace(app.owner)).clerk, 404],
  ] as const)
    // oxfmt-ignore
    expect([who, (await desk.open(files[0]!.id, who)).statusCode]).toEqual([who, status])
  const kept = await app.owner.selectFrom('decisionFile').where('decisionId', '=', matter.id).select('bytesSealed').execute()
  expect(kept.some(({ bytesSealed }) => bytesSealed.includes('%PDF') || bytesSealed.includes(report.toString('base64')))).toBe(false)
  expect(await refusal(meeting.table(matter))).toBe('还缺清单要的材料：合同草案，请先附上。')
  const wrong = (await desk.attach('合同草案')).body.files.at(-1)!
  expect((await desk.detach(wrong.id, place.supervisor)).status).toBe(403)
  expect((await desk.detach(wrong.id)).body.files).toHaveLength(1)
  expect((await desk.detach(wrong.id)).status).toBe(404)
  await desk.attach('合同草案', pdfOf([written('Contract')]))
  await ok(meeting.table(matter))

  // what the meeting was called about stays; taken past the program, it is missed again before the vote counts
  const [first, second] = (await matter.read()).files
  expect(await refusal(desk.detach(second!.id))).toBe('409 /problems/wrong-state')
  await app.owner.deleteFrom('decisionFile').where('id', '=', second!.id).execute()
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  await meeting.close()
  await steps.seats('assembly')
  expect(await refusal(steps.conclude('assembly'))).toBe('还缺清单要的材料：合同草案，请先附上。')
  await desk.attach('合同草案', pdfOf([written('Contract')]))
  expect((await desk.preCheck({}, place.townClerk)).status, 'said once for this text').toBe(409)
  await ok(steps.conclude('assembly'))
  expect(await refusal(desk.detach(first!.id))).toBe('409 /problems/wrong-state')
  const box = (await matter.read(null)).steps.find(({ stage }) => stage === 'assembly')!
  expect(box.says).toEqual(expect.arrayContaining(['2026年3月2日镇里看过：通过', '已附：评估报告', '已附：合同草案']))
  // on record with what was decided; a row that was edited makes another text
  const stage = (await matter.read(null)).stages.at(-1)!
  expect((await checked(app, 'decisions.stage', stage.id)).fault).toBeNull()
  await app.owner.updateTable('decisionStage').set({ attachments: '评估报告 abc' }).where('id', '=', stage.id).execute()
  expect((await checked(app, 'decisions.stage', stage.id)).fault).not.toBeNull()
})

test('papers that lay before a vote stay, even where the matter is gone through anew', async () => {
  const { place, registers } = await aPlace({ ...short, attachments: ['评估报告'] })
  const { attach, detach } = await (async () => {
    const matter = await registered(place)
    const [steps, desk] = [stepsOf(place, matter), deskOf(place, matter)]
    await steps.research()
    const { id } = (await desk.attach('评估报告')).body.files[0]!
    const meeting = await aMeetingOf(app, place, registers, { ...assembly, present: 19, yes: 19 })
    await meeting.declareBoard(matter)
    await ok(meeting.table(matter))
    app.now = new Date('2026-03-16T02:30:00Z')
    await meeting.fix()
    await meeting.close()
    await steps.seats('assembly')
    expect((await steps.conclude('assembly')).body.state).toBe('failedQuorum')
    return { attach: desk.attach, detach: () => desk.detach(id) }
  })()
  expect(await refusal(detach())).toBe('表决的时候用过的材料，要留着。')
  on('2026-03-17')
  const later = (await attach('评估报告', pdfOf([written('Report 2')]))).body.files
  expect(later).toHaveLength(2)
})

test('a paper whose name says another kind gets the ending of what it is', async () => {
  const { place } = await aPlace({ ...short, attachments: ['评估报告'] })
  const matter = await registered(place)
  const form = new FormData()
  form.set('file', new File([new Uint8Array(report)], '评估.docx'))
  const sent = new Response(form)
  const { statusCode } = await app.raw({
    method: 'POST',
    url: `/api/decisions/${matter.id}/files?attachment=${encodeURIComponent('评估报告')}`,
    headers: { 'x-test-person': place.clerk, 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  expect(statusCode).toBe(200)
  expect((await matter.read()).files).toMatchObject([{ name: '评估.docx.pdf', digest: sha(report) }])
})

test('what is dealt in is listed on the platform before work begins; what was acted on at once, before it is closed', async () => {
  const { place, registers } = await aPlace({ ...short, assetPlatform: true })
  const { matter, steps } = await resolved(place, registers)
  const desk = deskOf(place, matter)
  expect((await desk.list('2026-03-16')).status).toBe(409) // nothing is decided yet
  await ok(steps.conclude('assembly'))
  const notice = await hang(app, place, matter, 'decisionDisclosure')
  await notice.publish()
  on('2026-03-28')
  await ok(notice.conclude())
  expect((await matter.read(null)).waitsFor).toBe('这件事要上资产交易平台，请先登记挂牌编号和日子')
  expect(await refusal(steps.implement('2026-03-28'))).toBe('这件事要上资产交易平台，请先登记挂牌编号和日子。')
  expect((await desk.list('2026-03-28', 'NH1', place.townClerk)).status).toBe(403)
  expect(await refusal(desk.list('2026-03-15'))).toBe('422 不能早于上一步（2026年3月16日）')
  expect(await refusal(desk.list('2026-03-29'))).toBe('422 要等到那一天才登记')
  await ok(desk.list('2026-03-28'))
  expect(await refusal(steps.implement('2026-03-27'))).toBe('2026年3月28日才挂牌，不能早于那一天。')
  await ok(steps.implement('2026-03-28'))
  const seen = await matter.read(null)
  expect(seen.stages.find(({ stage }) => stage === 'listing')).toMatchObject({
    name: '上交易平台',
    outcomeName: '已挂牌',
    document: 'NH2026-0001',
    recordedAs: '村（社区）办事员',
  })
  expect(seen.steps.find(({ stage }) => stage === 'decisionDisclosure')!.says).toContain('2026年3月28日上交易平台：NH2026-0001')

  const plain = await aPlace({ ...short, townPreCheck: false }, 'A10')
  const other = await resolved(plain.place, plain.registers)
  await ok(other.steps.conclude('assembly'))
  expect(await refusal(deskOf(plain.place, other.matter).list('2026-03-16'))).toBe('清单里这件事不用上资产交易平台。')
})

test('an entry that asks for no answer of the town takes none', async () => {
  const { place } = await aPlace(short)
  const matter = await registered(place)
  expect(await refusal(deskOf(place, matter).preCheck())).toBe('清单里这件事不用报镇里看。')
  const administrator = await aHolder(app.owner, 'systemAdministrator', place.town.id)
  expect((await deskOf(place, matter).preCheck({}, administrator)).status).toBe(403)
})
