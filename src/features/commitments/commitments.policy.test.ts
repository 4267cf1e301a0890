/** Commitments (双报到与领岗履职): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { entryPolicy, notePolicy, reportInPolicy } from './commitments.policy.ts'
import { holdingPolicy, postPolicy, wishPolicy } from './commitments.posts.policy.ts'

const someone = (role: Role | null, path: string[], bodyId: string | null = null, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: role === null ? [] : [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId, deputyFor: null }],
})
const place = { path: ['t', 'v'], line: ['committee'] }
const of = { ...place, personId: 'm' }
const now = new Date('2026-03-02T01:00:00Z')
const town = someone('townClerk', ['t'])
const secretary = someone('villageSecretary', ['t', 'v'])
const clerk = someone('villageClerk', ['t', 'v'])
const partyClerk = someone('villageClerk', ['t', 'v'], 'committee')
const nextDoor = someone('villageSecretary', ['t', 'w'])
const leader = someone('gridLeader', ['t', 'v'])
const member = someone(null, [], null, 'm')
const selfSecretary = someone('villageSecretary', ['t', 'v'], null, 'm')
const nobody = { kind: 'public', townId: 1 } as const
const subject = { kind: 'subject', townId: 1, personId: 'm' } as const

const read = 'mine overview reportIns'
test.each([
  ['the public', nobody, ''],
  ['town clerk', town, `${read} invite reportIn accept refuse exempt`],
  ['village secretary', secretary, `${read} invite reportIn accept refuse exempt`],
  ['clerk of the Party line', partyClerk, `${read} invite reportIn accept refuse exempt`],
  ['clerk of the residents’ committee', clerk, read],
  ['secretary next door', nextDoor, read],
  ['the member', member, `${read} reportIn`],
  ['the member, who is secretary', selfSecretary, `${read} reportIn`],
] as const)('what %s may do with a report-in', (_who, actor, allowed) => {
  expect(reportInPolicy.allowed(actor, { ...of, state: 'reported' }, now).join(' ')).toBe(allowed)
})

test.each([
  ['village secretary', secretary, `${read} invite reportIn withdraw exempt`, 'invited the wrong person'],
  ['secretary next door', nextDoor, read, 'not theirs'],
  ['the member', member, `${read} reportIn`, 'takes it up, or leaves it'],
] as const)('what %s may do with an invitation: %s, because %s', (_who, actor, allowed, _why) => {
  expect(reportInPolicy.allowed(actor, { ...of, state: 'invited' }, now).join(' ')).toBe(allowed)
})

test.each([
  ['shown', secretary, 'reviseNote sendNote', 'whether it is time, the action says'],
  ['objected', secretary, 'reviseNote', 'an objection stops it'],
  ['sent', secretary, '', 'it is out'],
  ['shown', member, 'readNote', 'the person reads'],
  ['sent', member, '', 'it is out'],
  ['shown', selfSecretary, 'readNote', 'nobody writes of oneself'],
  ['read', nextDoor, '', 'not theirs'],
] as const)('a note that is %s', (state, actor, allowed, _why) => {
  expect(notePolicy.allowed(actor, { ...of, state }, now).join(' ')).toBe(allowed)
})

test.each([
  ['the organiser', secretary, 'entries enterHours confirmHours refuseHours'],
  ['the person', member, 'entries enterHours'],
  ['the person, who is the organiser', selfSecretary, 'entries enterHours'],
  ['next door', nextDoor, 'entries'],
] as const)('what %s may do with hours', (_who, actor, allowed) => {
  expect(entryPolicy.allowed(actor, { ...of, state: 'entered' }, now).join(' ')).toBe(allowed)
  expect(entryPolicy.allowed(actor, { ...of, state: 'confirmed' }, now)).not.toContain('confirmHours')
})

test.each([
  [
    'town clerk',
    town,
    'postKinds adoptPostKinds servicePosts definePost closePost exemptFromPosts liftPostExemption membersWithoutPost postExemptions',
  ],
  [
    'village secretary',
    secretary,
    'postKinds servicePosts definePost closePost exemptFromPosts liftPostExemption membersWithoutPost postExemptions',
  ],
  ['next door', nextDoor, 'postKinds servicePosts membersWithoutPost postExemptions'],
  ['a member', member, 'postKinds servicePosts membersWithoutPost postExemptions'],
  ['the public', nobody, ''],
] as const)('what %s may do with posts', (_who, actor, allowed) => {
  expect(postPolicy.allowed(actor, place, now).join(' ')).toBe(allowed)
})

test.each([
  ['applied', secretary, null, 'holdings applyForPost decideHolding declineHolding ownPosts', 'the branch decides'],
  ['applied', member, null, 'holdings applyForPost declineHolding ownPosts', 'takes it back'],
  ['applied', selfSecretary, null, 'holdings applyForPost declineHolding ownPosts', 'never over oneself'],
  ['published', secretary, '2026-02-25', 'holdings applyForPost declineHolding ownPosts', 'the day of publication is none of the five'],
  ['published', secretary, '2026-02-24', 'holdings applyForPost declineHolding beginHolding ownPosts', 'five days'],
  ['serving', member, '2026-01-01', 'holdings applyForPost logDuty reviewOneself endHolding ownPosts showName', 'serves, and may stop'],
  ['serving', secretary, '2026-01-01', 'holdings applyForPost logDuty evaluateHolding endHolding ownPosts', 'looks'],
  ['evaluated', secretary, '2026-01-01', 'holdings applyForPost logDuty settleHolding endHolding ownPosts', 'settles'],
  ['ended', secretary, '2026-01-01', 'holdings applyForPost ownPosts', 'is over'],
  ['serving', subject, '2026-01-01', 'ownPosts showName', 'the holder with a one-time code says whether the name is shown'],
  ['published', member, '2026-02-26', 'holdings applyForPost declineHolding ownPosts showName', 'the holder says so before the first day'],
  ['ended', member, '2026-01-01', 'holdings applyForPost ownPosts', 'there is nothing to show'],
] as const)('a holding that is %s', (state, actor, publishedOn, allowed, _why) => {
  expect(holdingPolicy.allowed(actor, { ...of, state, publishedOn }, now).join(' ')).toBe(allowed)
})

test.each([
  ['posted', clerk, null, false, 'wishes postWish recipient withdrawWish', 'whoever posts'],
  ['posted', town, null, false, 'wishes withdrawWish', 'the town does not learn for whom'],
  ['posted', member, null, true, 'wishes claimWish', 'belongs here'],
  ['posted', member, null, false, 'wishes', 'from elsewhere'],
  ['claimed', member, 'm', true, 'wishes recipient beginWish deliverWish giveBackWish', 'has it in hand'],
  ['claimed', leader, 'm', false, 'wishes postWish recipient giveBackWish withdrawWish', 'for someone who cannot'],
  ['doing', town, 'm', false, 'wishes giveBackWish', 'for someone who cannot'],
  ['claimed', nextDoor, 'm', false, 'wishes', 'not theirs'],
  ['delivered', leader, 'm', false, 'wishes postWish recipient confirmWish', 'has a look'],
  ['delivered', selfSecretary, 'm', true, 'wishes postWish recipient', 'never confirms oneself'],
  ['confirmed', clerk, 'm', false, 'wishes postWish recipient closeWish', 'files it'],
  ['closed', clerk, 'm', false, 'wishes postWish', 'for whom is forgotten'],
  ['posted', nobody, null, false, '', 'has a page of its own'],
] as const)('a wish that is %s', (state, actor, claimedBy, belongs, allowed, _why) => {
  expect(wishPolicy.allowed(actor, { path: place.path, state, claimedBy, belongs }, now).join(' ')).toBe(allowed)
})
