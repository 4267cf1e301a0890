/** Four doors (四道门): the nearest one up the tree, and nothing made up. */
import { expect, test } from 'vitest'
import { doorsOf, type Place } from './site.doors.rules.ts'

const village: Place = { id: 'v', kind: 'community', name: '爱国社区' }
const cooperative: Place = { id: 'c', kind: 'cooperative', name: '福寿里经济社' }
const group: Place = { id: 'g', kind: 'householdGroup', name: '福寿里第三小组' }
const path = [village, cooperative, group]

const leader = (unitId: string, name: string | null) => ({ role: 'gridLeader', title: '组长', unitId, name })
const secretary = (unitId: string, name: string | null) => ({ role: 'branchSecretary', title: '书记', unitId, name })
const branch = (unitId: string, kind = 'branch') => ({ line: 'party', kind, name: `${unitId}支部`, unitId })
const venue = (unitId: string, kind: string, status = 'inUse') => ({ unitId, kind, status, name: `${unitId}${kind}` })
const none = { posts: [], bodies: [], venues: [] }

test('nothing recorded: no door is made up', () => {
  expect(doorsOf(path, none)).toEqual({ contact: null, branch: null, station: null, centre: null })
})

test('each door is the nearest up the tree', () => {
  const doors = doorsOf(path, {
    posts: [leader('c', '远'), leader('g', '近'), secretary('c', '梁建'), secretary('v', '村')],
    bodies: [branch('v', 'committee'), branch('c')],
    venues: [venue('v', 'villageCentre'), venue('v', 'station'), venue('c', 'station')],
  })
  expect(doors.contact?.post.name).toBe('近')
  expect(doors.contact?.place).toBe(group)
  expect(doors.branch).toMatchObject({ body: { name: 'c支部' }, secretary: '梁建' })
  expect(doors.station?.unitId).toBe('c')
  expect(doors.centre?.unitId).toBe('v')
})

test("the village's committee is not a branch at the door, nor its clerk a contact", () => {
  const doors = doorsOf(path, { ...none, posts: [leader('v', '村')], bodies: [branch('v', 'committee'), branch('v')] })
  expect(doors).toMatchObject({ contact: null, branch: null })
})

test('one who agreed to be named comes first; one who did not is there without a name', () => {
  expect(doorsOf(path, { ...none, posts: [leader('g', null), leader('g', '陈惠芳')] }).contact?.post.name).toBe('陈惠芳')
  expect(doorsOf(path, { ...none, posts: [leader('g', null)] }).contact?.post.name).toBeNull()
})

test('a place that is planned or closed is no door', () => {
  expect(doorsOf(path, { ...none, venues: [venue('c', 'station', 'planned'), venue('v', 'villageCentre', 'closed')] })).toMatchObject({
    station: null,
    centre: null,
  })
})

test('who chose only the village sees its centre', () => {
  const doors = doorsOf([village], { ...none, venues: [venue('v', 'villageCentre'), venue('v', 'station')], bodies: [branch('v')] })
  expect(doors).toMatchObject({ contact: null, branch: null, station: null, centre: { unitId: 'v' } })
})
