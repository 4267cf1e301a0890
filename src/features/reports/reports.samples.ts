/** Yearly reports (年度报告): a year to report on, for tests. */
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { endpoints } from './reports.contract.ts'

type App = ReturnType<typeof useApp>

/** Makes a town with its clerk, a village of close-ups, and each time a year that no other test of the file has frozen. */
export function yearsOf(app: App, before: number) {
  let year = before
  return async () => {
    year += 1
    const town = await aTown(app.owner)
    const village = await aVillage(app.owner)
    const clerk = await aHolder(app.owner, 'townClerk', town.id)
    const params = { year: String(year) }
    const park = (openedOn: string, unitId = village.id) => aVenue(app.owner, unitId, { kind: 'park', openedOn, name: '河边公园' })
    return {
      town,
      village,
      clerk,
      params,
      park,
      year,
      tell: (figureIds: string[], unitId = village.id) =>
        app.call(clerk, endpoints.chooseCloseUps, { params, body: { items: figureIds.map(figureId => ({ unitId, figureId })) } }),
      get: async (edition?: string) => (await app.call(null, endpoints.get, { params, query: { ...(edition && { edition }) } })).body,
      freeze: (edition = 1, reason: string | null = null) => app.call(clerk, endpoints.freeze, { params, body: { edition, reason } }),
      compared: async (figureId: string, who: string | null = null) =>
        (await app.call(who, endpoints.compare, { params })).body.items.filter(item => item.figureId === figureId),
      /** The document's text. */
      words: async (query = '') => {
        const { rawPayload } = await app.raw({ method: 'GET', url: `/api/reports/${params.year}/document${query}` })
        return (await entriesOf(rawPayload))['word/document.xml']!.replaceAll(/<[^>]+>/g, '')
      },
      page: async (tail = '') => (await app.raw({ method: 'GET', url: `/reports/${params.year}${tail}` })).body,
    }
  }
}

/** Of the page's text what stands at one figure. */
export const told = (page: string, id: string): string =>
  page
    .split(`<li id="${id}">`)[1]!
    .split('</li>')[0]!
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, '')
