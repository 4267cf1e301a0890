import { describe, expect, test } from 'vitest'
import { mayHoldTogether, type Role } from '#platform/shared/actor.ts'
import { scopeAllows } from '#platform/shared/endpoint.ts'
import {
  countingPosts,
  isFresh,
  isPasswordDue,
  kindOfBrowser,
  lockedUntil,
  nextStage,
  passwordFaults,
  sessionLimits,
} from './accounts.rules.ts'

const common = new Set(['password123', 'qwertyuiop', '1234567890', 'baseball'])
const faults = (password: string, profile: 'djcp' | 'asvs', login = 'wu.minhua') =>
  passwordFaults(password, profile, { login, isCommon: word => common.has(word) }).length

describe('a new password', () => {
  test.each([
    // password, djcp, asvs, why
    ['Sangji-2026', 0, 0, 'eleven characters of four classes'],
    ['sangji-2026', 0, 0, 'three classes are enough'],
    ['Sangji-202', 0, 0, 'ten is enough'],
    ['Sangji-20', 1, 0, 'nine is one too few for djcp'],
    ['sangjiyutang', 1, 0, 'one class: djcp refuses it, asvs has no composition rule'],
    ['sangji 桑基鱼塘 基', 1, 0, 'Chinese signs are one class of their own; two classes'],
    ['Sangji 桑基鱼塘基', 0, 0, 'capital, small, other'],
    ['Sang-26', 1, 1, 'seven is too short for both'],
    ['Sang-260', 1, 0, 'eight is enough for asvs'],
    ['Password123', 1, 1, 'on the list, whatever the case'],
    ['BASEBALL', 3, 1, 'short, one class, common'],
    ['aaaaaaaaaaaA1', 1, 1, 'three different signs are a pattern'],
    ['Wu.Minhua-88', 1, 1, 'the login is in it'],
    ['Xiqiao-2026-a', 1, 1, "the town's name is in it"],
    [`Sj1${'桑基鱼塘果'.repeat(13)}`, 0, 0, 'sixty-eight signs are allowed (ASVS 6.2.9)'],
    [`Sj1-${'桑基鱼塘果'.repeat(25)}`, 1, 1, 'over 128'],
  ] as const)('%s has %i faults in djcp, %i in asvs: %s', (password, djcp, asvs, _why) => {
    expect([faults(password, 'djcp'), faults(password, 'asvs')]).toEqual([djcp, asvs])
  })

  test('a login of three letters is no word of its own', () => {
    expect(faults('Tea-wux-2026', 'djcp', 'wux')).toBe(0)
  })

  test('the present password is no new one', () => {
    expect(passwordFaults('Sangji-2026', 'djcp', { login: 'wu', isCommon: () => false, isPresent: true })).toEqual(['新密码和现在的一样'])
  })
})

describe('when a password must be changed', () => {
  const changedAt = new Date('2026-01-01T02:00:00Z')
  test.each([
    ['djcp', '2026-04-01T01:59:59Z', false, 'a second before ninety days'],
    ['djcp', '2026-04-01T02:00:00Z', true, 'ninety days'],
    ['asvs', '2036-01-01T00:00:00Z', false, 'age alone is no reason (ASVS 6.2.10)'],
  ] as const)('%s on %s: %s, %s', (profile, now, due, _why) => {
    expect(isPasswordDue(changedAt, new Date(now), profile)).toBe(due)
  })
  test('an account without a password has none to change', () => {
    expect(isPasswordDue(null, new Date('2036-01-01T00:00:00Z'), 'djcp')).toBe(false)
  })
})

describe('the lock', () => {
  const at = (...minutes: number[]) => minutes.map(minute => new Date(minute * 60_000))
  test.each([
    [[0, 1, 2, 3], 4, null, 'four failures lock nothing'],
    [[0, 1, 2, 3, 4], 5, 19, 'five lock for 15 minutes from the fifth'],
    [[0, 1, 2, 3, 4], 18.9, 19, 'nearly over'],
    [[0, 1, 2, 3, 4], 19, null, 'over on the minute'],
    [[0, 1, 2, 3, 15], 16, 30, 'the window includes its 15 minutes'],
    [[0, 1, 2, 3, 15.1], 16, null, 'the first of five is too old'],
    [[0, 1, 2, 3, 4, 19.5], 20, null, 'the first failure after a lock locks nothing'],
    [[4, 3, 2, 1, 0], 5, 19, 'in whatever order they are read'],
    [[], 0, null, 'no failure'],
  ] as const)('failures at %o, now %d: until %s, %s', (failures, now, until, _why) => {
    expect(lockedUntil(at(...failures), new Date(now * 60_000))).toEqual(until === null ? null : new Date(until * 60_000))
  })
})

describe('what a sign-in asks next', () => {
  const facts = { administrator: false, enrolled: false, codeGiven: false, passwordDue: false, demonstration: false }
  test.each([
    [{}, 'open', 'password alone, for most'],
    [{ passwordDue: true }, 'password', 'ninety days are over'],
    [{ enrolled: true }, 'secondFactor', 'who has an app is asked, whatever the post'],
    [{ enrolled: true, codeGiven: true }, 'open', 'both given'],
    [{ enrolled: true, passwordDue: true }, 'secondFactor', 'the code before the new password, or a thief sets one'],
    [{ enrolled: true, codeGiven: true, passwordDue: true }, 'password', 'then the new password'],
    [{ administrator: true }, 'enrolment', 'an administrator without an app gets one first'],
    [{ administrator: true, enrolled: true }, 'secondFactor', 'an administrator is always asked'],
    [{ administrator: true, demonstration: true }, 'open', 'a link that was printed on this machine for show'],
  ] as const)('%o → %s: %s', (change, stage, _why) => {
    expect(nextStage({ ...facts, ...change })).toBe(stage)
  })
})

describe('posts that one person may hold together', () => {
  const admins = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator'] as const
  test.each(admins.flatMap(held => admins.map(wanted => [held, wanted, held === wanted] as const)))(
    '%s and %s: %s',
    (held, wanted, allowed) => {
      expect(mayHoldTogether([held], wanted)).toBe(allowed)
    },
  )
  test.each([
    [['villageClerk'], 'auditAdministrator', true, 'a clerk may be one of the three'],
    [['villageClerk', 'systemAdministrator'], 'auditAdministrator', false, 'not a second one'],
    [['systemAdministrator'], 'villageClerk', true, 'work beside it is allowed'],
    [[], 'securityAdministrator', true, 'the first'],
  ] as const)('%o and %s: %s, %s', (held, wanted, allowed, _why) => {
    expect(mayHoldTogether(held as readonly Role[], wanted)).toBe(allowed)
  })
})

describe('what a token may call', () => {
  const get = { name: 'requests.list', method: 'GET' } as const
  const post = { name: 'requests.accept', method: 'POST' } as const
  test.each([
    [['read'], get, true, 'reading reads'],
    [['read'], post, false, 'reading changes nothing'],
    [['write'], post, true, 'writing writes'],
    [['write'], get, true, 'and reads'],
    [['requests.accept'], post, true, 'named'],
    [['requests.accept'], get, false, 'not named'],
    [[], get, false, 'an empty list allows nothing'],
  ] as const)('%o %o: %s, %s', (scopes, endpoint, allowed, _why) => {
    expect(scopeAllows(scopes, endpoint)).toBe(allowed)
  })
})

test('a desk idles for 15 minutes, a phone for 30, both end after 12 hours', () => {
  expect(sessionLimits).toEqual({
    desktop: { idleSeconds: 900, absoluteSeconds: 43_200 },
    mobile: { idleSeconds: 1800, absoluteSeconds: 43_200 },
  })
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/149.0', 'desktop'],
  ['Mozilla/5.0 (Phone; OpenHarmony 5.0) HarmonyOS ArkWeb/4.1 Mobile', 'mobile'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) MicroMessenger/8', 'mobile'],
  [undefined, 'desktop'],
] as const)('%s is a %s', (userAgent, kind) => {
  expect(kindOfBrowser(userAgent)).toBe(kind)
})

test.each([
  [null, false, 'no code given'],
  [-9.99, true, 'nearly ten minutes ago'],
  [-10, false, 'ten minutes ago'],
] as const)('a code given %s minutes from now is fresh: %s, %s', (minutes, fresh, _why) => {
  const now = new Date('2026-03-02T01:00:00Z')
  expect(isFresh(minutes === null ? null : new Date(now.getTime() + minutes * 60_000), now)).toBe(fresh)
})

test.each([
  [['townClerk'], false, 'townClerk', 'no administrator'],
  [['townClerk', 'systemAdministrator'], false, 'townClerk', 'no code was given yet'],
  [['townClerk', 'systemAdministrator'], true, 'townClerk systemAdministrator', 'a code was given'],
  [['auditAdministrator'], false, '', 'nothing but an administrator'],
] as const)('of %j with a code %s count: %s (%s)', (held, codeShown, count, _why) =>
  expect(
    countingPosts(
      held.map(role => ({ role })),
      codeShown,
    )
      .map(({ role }) => role)
      .join(' '),
  ).toBe(count),
)
