/** Requests (诉求): the workflow, the query code, numbers and words. */
import { describe, expect, test } from 'vitest'
import { holdsPersonalNumbers, maskName, maskPhone, scrub } from '#platform/shared/masking.ts'
import { codeFrom, normaliseCode } from '#platform/shared/query-code.ts'
import { RequestState } from './requests.contract.ts'
import {
  barringDecision,
  goesBackToMeeting,
  meetingHold,
  restsForMeeting,
  canReopen,
  maySayOtherwise,
  goesToJointMeeting,
  isOpen,
  misfitOf,
  normaliseNumber,
  openStates,
  requestMachine,
  titleOf,
} from './requests.rules.ts'
import { sentencedEvents } from './requests.sentences.ts'

test('every transition, from every state', () => {
  const table = requestMachine.states.map(state => `${state}: ${requestMachine.possible(state).join(' ') || '-'}`)
  expect(table).toEqual([
    'submitted: accept refuse climb withdraw decide decideAnswer referToDiscipline merge',
    'accepted: assign take climb withdraw decide decideAnswer referToDiscipline merge',
    'notAccepted: -',
    'assigned: take giveBack passOn climb withdraw decide decideAnswer referToDiscipline merge',
    'inProgress: giveBack passOn climb pause propose withdraw decide decideAnswer referToDiscipline merge',
    'paused: resume withdraw referToDiscipline',
    'proposed: confirm reject lapse withdraw referToDiscipline',
    'rejectedByResident: assign take giveBack passOn climb withdraw decide decideAnswer referToDiscipline merge',
    'solved: reopen',
    'unanswered: reopen',
    'returned: assign climb withdraw decide decideAnswer referToDiscipline merge',
    'withdrawn: -',
    'merged: separate',
  ])
})

test('the contract and the machine know the same states; only the resident’s confirmation leads to solved', () => {
  expect(RequestState.options.toSorted()).toEqual([...requestMachine.states].sort())
  expect(
    Object.entries(requestMachine.transitions)
      .filter(([, { to }]) => to === 'solved')
      .map(([name]) => name),
  ).toEqual(['confirm'])
  expect(RequestState.options.filter(isOpen)).toEqual(
    RequestState.options.filter(state => (openStates as readonly string[]).includes(state)),
  )
})

test('every step that can be recorded has a sentence', () => {
  for (const name of Object.keys(requestMachine.transitions)) expect(sentencedEvents).toContain(`requests.${name}`)
})

describe('the decision of a joint meeting', () => {
  const [d, e] = ['d', 'e']
  test.each([
    // kind, bodyId, unitId, others, text, wrong field, why
    ['handler', d, undefined, [], undefined, null, 'one department'],
    ['handler', undefined, 'u', [], undefined, null, 'or one desk'],
    ['handler', undefined, undefined, [], '请办', 'bodyId', 'somebody must have it'],
    ['handler', d, 'u', [], undefined, 'bodyId', 'not two of them'],
    ['handler', d, undefined, [e], undefined, 'withBodyIds', 'several are a split'],
    ['split', d, undefined, [e], '城建办修路，环保办清扫。', null, 'a leader, another, and who does what'],
    ['split', d, undefined, [], '各办各的。', 'withBodyIds', 'a split has others'],
    ['split', d, undefined, [d], '各办各的。', 'withBodyIds', 'who are not the leader'],
    ['split', d, undefined, [e], undefined, 'text', 'and says who does what'],
    ['answer', undefined, undefined, [], '按规划明年改造。', null, 'an answer without a handler'],
    ['answer', d, undefined, [], '按规划明年改造。', 'bodyId', 'has no handler'],
    ['answer', undefined, undefined, [], undefined, 'text', 'but has words'],
  ] as const)('%s to %s %s with %j, %s → %s: %s', (kind, bodyId, unitId, withBodyIds, text, field, _why) => {
    expect(misfitOf({ kind, bodyId, unitId, withBodyIds, text })?.field ?? null).toBe(field)
  })

  const returned = (reason: string) => ({ name: 'requests.giveBack', details: { reason } })
  const decided = { name: 'requests.decide', details: { bodyId: d } }
  test.each([
    // log, handler, reason, barred, why
    [[returned('notOurDuty'), decided], d, 'notOurDuty', true, 'the meeting has heard it'],
    [[returned('notOurDuty'), decided], d, 'notOurPlace', false, 'a reason it has not heard'],
    [[returned('notOurDuty'), decided], e, 'notOurDuty', false, 'somebody on whom it did not decide'],
    [[returned('notOurDuty')], d, 'notOurDuty', false, 'no meeting yet'],
    [[decided, returned('notOurPlace')], d, 'notOurPlace', false, 'cited only after it'],
    [
      [returned('notOurDuty'), decided, { name: 'requests.decide', details: { bodyId: e } }],
      d,
      'notOurDuty',
      false,
      'the last decision counts',
    ],
  ])('%j: %s returns for %s → barred %s: %s', (events, handler, reason, barred, _why) => {
    expect(barringDecision(events, handler, reason) !== null).toBe(barred)
  })
})

describe('whom a joint meeting leaves a case with', () => {
  const decided = { jointMeetingOn: '2026-03-02', jointDecidedOn: '2026-03-04', jointHandlerId: 'd' as string | null }
  const listed = { ...decided, jointDecidedOn: null, jointHandlerId: null }
  const held = { assignedPersonId: null, assignedBodyId: 'd', handlerUnitId: 'g' }
  test.each([
    // what the meeting left, who has it, hold, rests once rejected, why
    [{ ...listed, jointMeetingOn: null }, held, null, false, 'no meeting ever: it is the desk’s to give'],
    [decided, held, 'chosen', false, 'with the department that it chose, also when the resident is not content'],
    [decided, { ...held, assignedBodyId: null, handlerUnitId: 'd' }, 'chosen', false, 'with the desk that it chose'],
    [decided, { ...held, assignedBodyId: 'e' }, null, false, 'whom it chose has it no more'],
    [listed, { ...held, assignedBodyId: null }, 'waiting', true, 'on the list: the next meeting chooses'],
    [{ ...decided, jointHandlerId: null }, held, null, false, 'it answered by itself, and nobody was chosen'],
  ] as const)('%j, with %j → %s, rests: %s: %s', (meeting, who, hold, rests, _why) => {
    expect(meetingHold({ ...meeting, ...who })).toBe(hold)
    expect(restsForMeeting({ ...meeting, state: 'rejectedByResident' })).toBe(rests)
    expect(restsForMeeting({ ...meeting, state: 'inProgress' }), 'who works on it goes on').toBe(false)
  })

  test.each([
    // who has it, returns, back to the meeting, why
    ['d', 1, true, 'whom it chose returns it: the next meeting hears why'],
    ['e', 1, false, 'someone else returns it: an ordinary return'],
    ['e', 3, true, 'the third return of any'],
  ] as const)('returned by %s for the %i. time: %s, %s', (assignedBodyId, count, expected, _why) => {
    expect(goesBackToMeeting.onReturn({ ...decided, ...held, assignedBodyId }, count)).toBe(expected)
  })

  test.each([
    // asked by, back to the meeting, why
    ['requests.decideAnswer', true, 'the meeting’s own answer was not enough: it meets again'],
    ['requests.propose', false, 'a handler proposed, and goes on'],
    [undefined, false, 'nobody asked'],
  ] as const)('rejected after %s: %s, %s', (askedBy, expected, _why) => {
    expect(goesBackToMeeting.onRejection(askedBy)).toBe(expected)
  })
})

describe('reopening', () => {
  test.each([
    ['2026-03-06', 0, '2026-04-05', true, 'the thirtieth day is in time'],
    ['2026-03-06', 0, '2026-04-06', false, 'the thirty-first is not'],
    ['2026-03-06', 1, '2026-03-07', false, 'once only'],
    [null, 0, '2026-03-07', false, 'a case that is not closed'],
  ] as const)('closed %s, reopened %i times, on %s → %s: %s', (closedOn, count, today, expected, _why) => {
    expect(canReopen(closedOn, count, today)).toBe(expected)
  })
})

test.each([
  // how the kept case stands, since when, on which day, may a duplicate's reporter say it is not solved, why
  ['proposed', null, '2026-03-07', true, 'it is said to be done'],
  ['solved', '2026-03-06', '2026-04-05', true, 'its own reporter answers for nobody else; the thirtieth day is in time'],
  ['solved', '2026-03-06', '2026-04-06', false, 'as late as that one could not be opened again either'],
  ['unanswered', '2026-03-06', '2026-03-07', true, 'silence of one is not the word of another'],
  ['inProgress', null, '2026-03-07', false, 'nothing is said yet'],
  ['rejectedByResident', null, '2026-03-07', false, 'it is being worked on again'],
  [null, null, '2026-03-07', false, 'no duplicate, or not its reporter'],
] as const)('the kept case is %s since %s, on %s → %s: %s', (state, closedOn, today, expected, _why) => {
  expect(maySayOtherwise(state, closedOn, today)).toBe(expected)
})

test('the third return goes to the joint meeting', () => {
  expect([1, 2, 3, 4].map(goesToJointMeeting)).toEqual([false, false, true, true])
})

describe('what people type is read as it was printed', () => {
  test.each([
    ['k7m2p-9qrst', 'K7M2P-9QRST', 'small letters'],
    ['K7M2P 9QRST', 'K7M2P-9QRST', 'a space for the hyphen'],
    ['Ｋ７Ｍ２Ｐ９ＱＲＳＴ', 'K7M2P-9QRST', 'full width'],
    ['K7M2P—9ORST', 'K7M2P-9QRST', 'a long dash, and O for Q'],
  ])('%s → %s: %s', (typed, code, _why) => expect(normaliseCode(typed)).toBe(code))
  test.each([
    ['爱国2026-0417', '爱国2026-0417', 'as printed'],
    [' 爱国 2026 － 417', '爱国2026-0417', 'spaces, full-width dash, no leading zero'],
    ['爱国20260417', '爱国2026-0417', 'no hyphen'],
    ['随便', '随便', 'not a number: left alone'],
  ])('%s → %s: %s', (typed, number, _why) => expect(normaliseNumber(typed)).toBe(number))
})

test('a code has ten characters that cannot be mistaken, and skips bytes that would favour some', () => {
  expect(codeFrom([0, 1, 2, 3, 4, 255, 250, 5, 6, 7, 8, 29])).toBe('23456-789AZ')
  expect(() => codeFrom([255])).toThrow()
})

describe('the title until the clerk writes one', () => {
  test.each([
    ['巷口路灯坏了一周，老人看不见台阶。', '巷口路灯坏了一周', 'the first clause'],
    ['灯\n北街的下水道一直有异味', '北街的下水道一直有异味', 'a clause of one character says nothing'],
    [
      '从去年冬天开始我们楼下的那个小广场每天晚上都有人放很大声的音乐',
      '从去年冬天开始我们楼下的那个小广场每天晚上都有…',
      '24 characters at most',
    ],
  ])('%s → %s: %s', (text, title, _why) => expect(titleOf(text)).toBe(title))
})

describe('personal numbers are starred before anything is indexed', () => {
  test.each([
    ['打我电话13900001234谢谢', '打我电话***********谢谢', 'a mobile'],
    ['身份证44060519800101123X', '身份证******************', 'an ID number'],
    ['座机0757-86880000', '座机****-********', 'a landline'],
    ['打幺三九零零零零幺二三四谢谢', '打***********谢谢', 'read out'],
    ['打一叁九零零零零一贰三肆谢谢', '打***********谢谢', 'in capital numerals'],
    ['路灯编号417，坏了30天', '路灯编号417，坏了30天', 'ordinary numbers stay'],
    ['2026年3月2日晚上8点', '2026年3月2日晚上8点', 'dates stay'],
  ])('%s → %s: %s', (text, scrubbed, _why) => {
    expect(scrub(text)).toBe(scrubbed)
    expect(holdsPersonalNumbers(text)).toBe(text !== scrubbed)
  })
})

describe('masks', () => {
  test.each([
    ['张三', '张*', 'two characters'],
    ['李小明', '李*明', 'three'],
    ['欧阳娜', '欧阳*', 'a compound family name'],
    ['𠮷田', '𠮷*', 'characters beyond the basic plane are one character'],
  ])('%s → %s: %s', (name, masked, _why) => expect(maskName(name)).toBe(masked))
  test('phones', () => expect([maskPhone('13900001234'), maskPhone('075786880000')]).toEqual(['139****1234', '****0000']))
})
