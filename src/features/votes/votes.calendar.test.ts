/** Assemblies in the calendar of everyone (开会的日子): what it tells and what it never tells; over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aMeeting, aRegister } from './votes.meeting.samples.ts'
import { anAssembly } from './votes.samples.ts'

const app = useApp()

test('an assembly to come stands in the calendar with body, hour and place, and without its title or any person', async () => {
  const at = await aRegister(app, 3)
  const code = '440605122299'
  await app.owner.updateTable('unit').set({ code }).where('id', '=', at.village.id).execute()
  const planned = { startsAt: '2026-03-20T00:30:00.000Z', endsAt: '2026-03-20T02:00:00.000Z', title: '陈大妹家宅基地的大会' }
  const meeting = await aMeeting(app, at, { ...planned, chairId: at.director })
  await aMeeting(app, at, {
    ...anAssembly(at.cooperativeId),
    decidingBody: 'collectiveMembers',
    startsAt: '2025-11-20T00:30:00.000Z',
    endsAt: null,
    noticeOn: '2025-11-01',
  })
  const read = async (village = code) => {
    const { statusCode, headers, body } = await app.raw({ method: 'GET', url: `/assemblies.ics?village=${village}` })
    return { statusCode, type: headers['content-type'], lines: body.replaceAll('\r\n ', '').split('\r\n') }
  }
  const { type, lines } = await read()
  expect(type).toBe('text/calendar; charset=utf-8')
  expect(
    lines.filter(line => line === 'BEGIN:VEVENT'),
    'what lies long back is gone',
  ).toHaveLength(1)
  for (const line of ['DTSTART:20260320T003000Z', 'DTEND:20260320T020000Z', 'SUMMARY:福寿里经济社：成员大会', 'LOCATION:福寿里祠堂'])
    expect(lines).toContain(line)
  for (const word of ['陈大妹', '区永康']) expect(lines.join('\n')).not.toContain(word)
  const { version } = await meeting.read()
  await app.call(at.director, meetings.cancel, { params: meeting.params, body: { reason: '改期' } }, { 'if-match': `"${version}"` })
  expect((await read()).lines).toContain('STATUS:CANCELLED')
  expect((await read('440605999999')).statusCode).toBe(404)
  expect((await app.raw({ method: 'GET', url: '/assemblies.ics' })).body).toContain('福寿里经济社')
})

test('boards, committees and Party meetings are told to nobody', async () => {
  const at = await aRegister(app, 3, () => ({}), 'jointCommittees')
  const clerk = at.villageClerk
  const joint = { bodyId: at.committeeId, decidingBody: 'jointCommittees', startsAt: '2026-03-21T00:30:00.000Z', endsAt: null }
  await aMeeting(app, at, joint, clerk)
  expect((await app.raw({ method: 'GET', url: '/assemblies.ics' })).body).not.toContain('20260321')
})
