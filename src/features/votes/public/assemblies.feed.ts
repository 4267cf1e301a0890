/** Assemblies to come in one's own calendar (开会的日子): /assemblies.ics, of the town or of one village. */
import { findUnitByCode } from '#features/units/units.actions.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { definePage } from '#platform/server/page.ts'
import { calendarText } from '#platform/shared/icalendar.ts'
import { assembliesFrom } from '../votes.actions.ts'

export const assembliesCalendar = definePage({
  method: 'GET',
  path: '/assemblies.ics',
  summary: '村民、居民、经济社开会的日历（iCalendar，RFC 5545），不写人名',
  async run(visit) {
    const { village } = visit.query
    const { publicUrl, townName } = visit.platform.config
    const { unit, assemblies } = await visit.read(async context => {
      const unit = village ? await findUnitByCode(context, village) : null
      return { unit, assemblies: await assembliesFrom(context, unit?.id ?? null) }
    })
    const url = `${publicUrl}/decisions${village ? `?village=${encodeURIComponent(village)}` : ''}`
    const events = assemblies.map(({ id, version, bodyName, decidingBody, startsAt, endsAt, place, cancelled }) => ({
      key: id,
      revision: version,
      summary: `${bodyName}：${bodyNames[decidingBody]}`,
      description: `要表决的事看这里：\n${url}`,
      url,
      location: place,
      cancelled,
      startsAt,
      endsAt,
    }))
    const calendar = calendarText({ name: `${unit?.name ?? townName}开会的日子`, product: 'assemblies', publicUrl, now: visit.now }, events)
    return {
      bytes: Buffer.from(calendar),
      mediaType: 'text/calendar; charset=utf-8',
      headers: { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' },
    }
  },
})
