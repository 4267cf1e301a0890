/**
 * Demonstration venues (示例阵地): exactly those that the article counts (T05 to T11, V04, V13), all open in 2020.
 *
 * One red house is still being built: the ten of T11 are those in use. Addresses, hours and numbers
 * are invented.
 */
import { venueKindNames, venueStatusNames, type VenueKind } from '#features/venues/venues.contract.ts'
import type { VenueRow } from '#features/venues/venues.workbook.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { inventLandline } from './names.ts'
import { isUrban, lanes, theVillages, townCode, townName, type Village } from './places.ts'
import type { DemoUnits } from './units.ts'

const centreServices = ['事项代办', '诉求登记', '党员报到', '志愿服务', '图书借阅', '法律咨询', '会议室借用']
const stationServices = ['事项代办', '诉求登记', '红棉聊天室', '图书借阅', '应急充电', '饮水休息']
const baseServices = ['参观讲解', '主题党日']

export function demoVenues(units: DemoUnits, chance: Chance): VenueRow[] {
  let order = 0
  const venue = (kind: VenueKind, name: string, unitCode: string, rest: Partial<VenueRow> = {}): VenueRow => {
    order += 1
    return {
      code: `Z-${String(order).padStart(3, '0')}`,
      name,
      kind: venueKindNames[kind],
      unitCode,
      bodyCode: partyCode(unitCode),
      address: '',
      hours: '每天8:30—17:30',
      phone: inventLandline(order),
      services: baseServices,
      status: venueStatusNames.inUse,
      openedOn: '2019-07-01',
      closedOn: null,
      ...rest,
    }
  }
  const here = (village: Village, place = '') => `${townName}${village.name}${place}${chance.pick(lanes)}${1 + chance.below(180)}号`
  const park = { hours: '全天开放', services: ['健身休闲', '党史展示'] }
  const find = (shortName: string) => theVillages.find(village => village.shortName === shortName)!
  const [aiguo, lingxi, minle] = [find('爱国'), find('岭西'), find('民乐')]
  return [
    venue('townCentre', `${townName}党群服务中心`, townCode, {
      address: `${townName}樵金路示例段1号`,
      services: [...centreServices, '党校培训'],
      openedOn: '2018-07-01',
    }),
    ...theVillages.map(village =>
      venue('villageCentre', `${village.name}党群服务中心`, village.code, {
        address: here(village),
        hours: '工作日8:30—17:30，周六8:30—12:00',
        services: centreServices,
        openedOn: `201${6 + chance.below(4)}-0${1 + chance.below(9)}-01`,
      }),
    ),
    ...units.cooperatives.map(place =>
      venue('station', `${place.shortName}党群服务站`, place.code, {
        address: here(place.village, place.shortName),
        hours: '工作日8:30—17:30',
        services: stationServices.slice(0, 3 + chance.below(4)),
        openedOn: `20${18 + chance.below(3)}-0${1 + chance.below(9)}-${10 + chance.below(18)}`,
      }),
    ),
    // The town's own came first; of the villages' parks 岭西's is the first (V13).
    venue('partyPark', `${townName}党建主题公园`, townCode, { ...park, address: `${townName}樵山公园旁`, openedOn: '2019-09-30' }),
    venue('partyPark', '岭西村党建主题公园', lingxi.code, { ...park, address: here(lingxi), openedOn: '2020-06-28' }),
    venue('partyPark', '民乐社区党建主题公园', minle.code, { ...park, address: here(minle), openedOn: '2020-11-20' }),
    venue('antiCrimeBase', '岭西村扫黑除恶专项斗争主题教育基地', lingxi.code, { address: here(lingxi), openedOn: '2020-06-28' }),
    venue('redBase', `${townName}红色基因教育馆`, townCode, { address: `${townName}樵金路示例段9号`, openedOn: '2019-07-01' }),
    venue('redBase', `${townName}革命史迹教育点`, townCode, { address: `${townName}樵高路示例段3号`, openedOn: '2020-07-01' }),
    ...['同心园', '和谐园', '清风园', '友邻园'].map((name, at) =>
      venue('park', `爱国社区${name}`, aiguo.code, {
        ...park,
        services: ['健身休闲'],
        address: here(aiguo),
        openedOn: `2020-0${at + 5}-18`,
      }),
    ),
    ...theVillages
      .filter(isUrban)
      .flatMap((village, at) =>
        redHouses(village, at, (name, rest) => venue('redHouse', name, village.code, { address: here(village), ...rest })),
      ),
  ]
}

/** Two in each of the first four communities, one in the others; in the last, one more is being built. */
function redHouses(village: Village, at: number, make: (name: string, rest: Partial<VenueRow>) => VenueRow): VenueRow[] {
  const services = ['邻里议事', '诉求登记', '图书借阅']
  const numbers = at < 4 ? ['一', '二'] : ['一']
  const houses = numbers.map((number, order) =>
    make(`${village.name}${number}号红房子`, { services, openedOn: `2020-0${order * 3 + 4}-${10 + at}` }),
  )
  if (at < 5) return houses
  return [...houses, make(`${village.name}二号红房子`, { services, status: venueStatusNames.building, openedOn: null })]
}
