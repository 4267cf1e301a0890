/**
 * A small town (样例镇) for journeys: the real 35 places of 西樵镇 by name and code, three of them with people, places
 * to go and groups; the people are invented.
 */
import type { Database } from '#platform/database/database.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, type SampleUnit } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'

const communities =
  '001东碧 002樵华 003樵园 005樵乐 006西樵 007联新 008山根 010西岸 011显岗 012民乐 013百西 015崇南 016太平 030上金瓯 033崇北 035河岗 037新河 041稔岗 043朝山 045大同 047樵泰 048爱国 049简村 050樵江'
const villages = '201岭西 206儒溪 208百东 211华夏 212大岸 218平沙 219海舟 220新田 224七星'

export interface SmallTown {
  town: SampleUnit
  /** 爱国社区: everything is there. Its people by the posts they hold. */
  aiguo: { village: SampleUnit; cooperative: SampleUnit; group: SampleUnit; quarter: SampleUnit; clerk: string; secretary: string }
  /** 新田村: a centre, and a contact member who did not agree to be named. */
  xintian: { village: SampleUnit; cooperative: SampleUnit }
}

export const codeOf = (short: string) => `440605122${short}`

export async function aSmallTown(db: Database): Promise<SmallTown> {
  const town = await aTown(db)
  await aVenue(db, town.id, { kind: 'townCentre', name: '西樵镇党群服务中心', address: '西樵镇政府旁', phone: '075700001200' })
  const places = new Map<string, SampleUnit>()
  const add = async (codes: string, kind: string, kindName: string) => {
    for (const [code, name] of codes.split(' ').map(each => [each.slice(0, 3), each.slice(3)] as const))
      places.set(code, await aUnit(db, { kind, code: codeOf(code), name: `${name}${kindName}`, shortName: name }, town))
  }
  await add(communities, 'community', '社区')
  await add(villages, 'village', '村')
  await aUnit(db, { kind: 'zone', code: codeOf('401'), name: '西樵科技工业园社区', shortName: '科技园区' }, town)
  await aUnit(db, { kind: 'zone', code: codeOf('402'), name: '轻纺城社区', shortName: '轻纺城' }, town)
  return { town, aiguo: await aiguo(db, places.get('048')!), xintian: await xintian(db, places.get('220')!) }
}

async function aiguo(db: Database, village: SampleUnit): Promise<SmallTown['aiguo']> {
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '福寿里经济社', shortName: '福寿里' }, village)
  const group = await aUnit(db, { kind: 'householdGroup', name: '福寿里第三小组', shortName: '三组' }, cooperative)
  await aUnit(db, { kind: 'householdGroup', name: '福寿里第四小组', shortName: '四组' }, cooperative)
  const quarter = await aUnit(db, { kind: 'quarter', name: '新市小区', shortName: '新市' }, village)
  const hours = '工作日 8:30—17:30'
  await aVenue(db, village.id, {
    kind: 'villageCentre',
    name: '爱国社区党群服务中心',
    address: '爱国大道2号',
    hours: `${hours}，周六上午`,
    phone: '075700002200',
    services: ['办证', '调解', '借会议室'],
  })
  await aVenue(db, cooperative.id, { name: '福寿里党群服务站', address: '福寿里12号', hours, phone: '075700002203' })
  await aVenue(db, quarter.id, { name: '新市党群服务站', address: '', hours: '', phone: null, services: [] })
  await aVenue(db, village.id, { kind: 'redHouse', name: '爱国红房子', status: 'building', openedOn: null, phone: null })
  const committee = await aBody(db, 'committee', { name: '中共爱国社区委员会', unitIds: [village.id] })
  const residents = await aBody(db, 'residentsCommittee', { name: '爱国社区居民委员会', unitIds: [village.id] })
  await aBody(db, 'association', { name: '爱国经联社', unitIds: [village.id] })
  const branch = await aBody(db, 'branch', { name: '福寿里党支部', unitIds: [cooperative.id] })
  const secretary = await aHolder(db, 'villageSecretary', village.id, { name: '梁少英', bodyId: committee, shown: true, title: '书记' })
  await addPost(db, secretary, 'villageClerk', village.id, { bodyId: residents, shown: true, title: '主任' })
  const clerk = await aHolder(db, 'villageClerk', village.id, { name: '何建生', bodyId: residents, title: '办事员' })
  await aHolder(db, 'branchSecretary', cooperative.id, { name: '区永康', bodyId: branch, shown: true, title: '支部书记' })
  await aHolder(db, 'gridLeader', group.id, { name: '陈惠芳', shown: true, title: '党小组组长' })
  return { village, cooperative, group, quarter, clerk, secretary }
}

async function xintian(db: Database, village: SampleUnit): Promise<SmallTown['xintian']> {
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '河边经济社', shortName: '河边' }, village)
  await aVenue(db, village.id, { kind: 'villageCentre', name: '新田村党群服务中心', address: '新田大道1号', phone: '075700003300' })
  await aHolder(db, 'gridLeader', cooperative.id, { name: '潘丽珍', title: '党小组组长' })
  return { village, cooperative }
}
