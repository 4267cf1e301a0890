/**
 * Demonstration matters (示例四议两公开): 新田村 and its 13 cooperatives through 2020, and some that run today.
 *
 * Days are told here, who acts in them is found by the program. Source: the article, 亮嗓音 (四议两公开, 重要事权清单, 十大民生工程).
 */
import type { Walk } from '#features/decisions/decisions.setup.actions.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { partyCode } from './bodies.ts'
import { chanceOf, type Chance } from './chance.ts'
import { collectiveMatters, livelihood, renewals, running, type Told } from './decision-texts.ts'
import { xintianCode } from './places.ts'
import type { Place } from './units.ts'

type Days = Walk['days']
type Meetings = Walk['meetings']
type Meeting = NonNullable<Meetings['assembly']>

/** A walk whose bodies are named by their codes. */
export interface ToldWalk extends Pick<
  Walk,
  'line' | 'code' | 'amountFen' | 'proposingBody' | 'matters' | 'days' | 'failed' | 'opinion' | 'resultDueOn'
> {
  /** By which the program knows one of those that run. */
  name: string
  unitCode: string
  meetings: { [stage in keyof Meetings]: Omit<Meeting, 'bodyId'> & { bodyCode: string } }
}

const supported: Walk['opinion'] = { opinion: 'support', reason: '', answer: null }
const changed: Walk['opinion'] = {
  opinion: 'withChanges',
  reason: '要写明租金怎么用，合同先给大家看。',
  answer: { adoption: 'adopted', reason: '已经写进方案，合同贴出来再签。' },
}

const dayOf = (begin: string) => (count: number) => addDays(begin, count)

/** Ten works of the village, voted on together; three were done in the year after. */
function livelihoodWalk(chance: Chance): ToldWalk {
  const on = dayOf('2020-03-16')
  const party = { bodyCode: partyCode(xintianCode), place: '新田村党群服务中心' }
  return {
    name: '十大民生工程',
    unitCode: xintianCode,
    line: 'village',
    code: 'A5',
    amountFen: null,
    proposingBody: '新田村党委',
    matters: livelihood.map(({ isLater, ...told }) => ({
      ...told,
      title: `新田村${told.title}`,
      ...votes(chance),
      ...(isLater && { later: { resultDisclosure: '2021-05-10', closure: '2021-05-24', resultDueOn: '2021-05-31' } }),
    })),
    days: {
      proposal: on(0),
      branchProposal: on(4),
      committeeConsultation: on(8),
      membersReview: on(16),
      assembly: on(30),
      decisionDisclosure: on(31),
      work: on(48),
      resultDisclosure: '2020-11-02',
      closure: '2020-11-16',
    },
    meetings: {
      branchProposal: { ...party, decidingBody: 'branchCommittee', absentPercent: 0, noticeOn: on(1) },
      committeeConsultation: {
        ...party,
        bodyCode: `S-${xintianCode}`,
        decidingBody: 'jointCommittees',
        absentPercent: 15,
        noticeOn: on(5),
      },
      membersReview: { ...party, decidingBody: 'membersReview', absentPercent: 18, noticeOn: on(9) },
      assembly: {
        bodyCode: `S-${xintianCode}`,
        place: '新田村文化楼',
        decidingBody: 'villagerRepresentatives',
        absentPercent: 9,
        noticeOn: on(20),
      },
    },
    failed: null,
    opinion: supported,
    resultDueOn: '2020-11-30',
  }
}

/** A few votes against and abstentions, never enough to matter. */
const votes = (chance: Chance) => ({ against: chance.below(3), abstain: chance.below(2) })

interface Cooperative {
  place: Place
  code: string
  matters: readonly Told[]
  days: Days
}
function collectiveWalk({ place, code, matters, days }: Cooperative, chance: Chance, more: Partial<ToldWalk> = {}): ToldWalk {
  const host = { bodyCode: `E-${place.code}`, place: `${place.shortName}党群服务站` }
  const { boardConsultation: board, assembly } = days
  return {
    name: '',
    unitCode: place.code,
    line: 'collective',
    code,
    amountFen: null,
    proposingBody: `${place.shortName}经济社理事会`,
    matters: matters.map(told => ({ ...told, title: `${place.shortName}${told.title}`, ...votes(chance) })),
    days: { ...days, ...askedOf(code, days) },
    meetings: {
      ...(board && {
        boardConsultation: { ...host, decidingBody: 'collectiveBoard', absentPercent: 0, noticeOn: addDays(board, -3) },
      }),
      ...(assembly && {
        assembly: {
          ...host,
          decidingBody: 'collectiveRepresentatives',
          absentPercent: 10,
          noticeOn: addDays(assembly, more.failed ? -7 : -13),
        },
      }),
    },
    failed: null,
    opinion: supported,
    resultDueOn: addDays(assembly ?? days.proposal!, 180),
    ...more,
  }
}

/** What the list asks for beside the steps: the town looks at a renewal, and what is let goes over the trading platform. */
const askedOf = (code: string, { proposal, work }: Days): Days => ({
  ...(code === 'A11' && { preCheck: addDays(proposal!, 8) }),
  ...((code === 'A10' || code === 'A11') && work !== undefined && { listing: addDays(work, -2) }),
})

/** From the proposal to the end, with so many days of work. */
function wholeYear(begin: string, workDays: number): Days {
  const on = dayOf(begin)
  return {
    proposal: on(0),
    boardConsultation: on(4),
    membersFirst: on(6),
    partyResearch: on(9),
    assembly: on(24),
    decisionDisclosure: on(25),
    work: on(43),
    resultDisclosure: on(43 + workDays),
    closure: on(43 + workDays + 18),
  }
}

/** 新田村's 2020: ten works, two renewals, and what the thirteen cooperatives decided. */
export function walksOf2020(cooperatives: readonly Place[]): ToldWalk[] {
  const chance = chanceOf('decisions')
  const here = cooperatives.filter(({ village }) => village.code === xintianCode)
  const told = here.map((place, index): ToldWalk => {
    const { code, matters } = collectiveMatters[index % collectiveMatters.length]!
    const days = wholeYear(addDays('2020-04-07', index * 9), 20 + chance.below(30))
    const some = index < 9 ? matters : matters.slice(0, 1)
    // one came to nothing for want of people, was called anew and then decided
    const failed = index === 4 ? { on: addDays(days.assembly!, -8), noticeOn: addDays(days.assembly!, -14), absentPercent: 45 } : null
    return collectiveWalk({ place, code, matters: some, days }, chance, { failed, opinion: index % 3 === 0 ? changed : supported })
  })
  const renewed = renewals.map((told, index) =>
    collectiveWalk(
      { place: here[index * 5]!, code: 'A11', matters: [told], days: wholeYear(addDays('2020-05-11', index * 35), 70) },
      chance,
      {
        opinion: changed,
      },
    ),
  )
  return [livelihoodWalk(chance), ...told, ...renewed]
}

/** Those that run: each as far as it has come; what people do with it afterwards, the program tells. */
export function runningWalks(cooperatives: readonly Place[], today: string): ToldWalk[] {
  const chance = chanceOf('running')
  const ago = (days: number) => addDays(today, -days)
  const xintian = cooperatives.filter(({ village }) => village.code === xintianCode)
  const fushouli = cooperatives.find(({ shortName, village }) => shortName === '福寿里' && village.code !== xintianCode)!
  const walk = (name: keyof typeof running, place: Place, code: string, days: Days, more: Partial<ToldWalk> = {}) =>
    collectiveWalk({ place, code, matters: [running[name]], days }, chance, { name, ...more })
  const heard = (from: number): Days => ({
    proposal: ago(from),
    boardConsultation: ago(from - 4),
    membersFirst: ago(from - 6),
    partyResearch: ago(from - 9),
  })
  const unanswered: Walk['opinion'] = { ...changed, answer: null }
  return [
    walk('lease', fushouli, 'A10', { proposal: ago(12), boardConsultation: ago(8), membersFirst: ago(3) }, { opinion: unanswered }),
    walk('parking', fushouli, 'A7', { ...heard(40), assembly: ago(4) }),
    walk('share', fushouli, 'A4', { ...heard(42), assembly: ago(7), decisionDisclosure: ago(4) }),
    walk('pond', xintian[2]!, 'A10', { ...heard(48), assembly: ago(20), decisionDisclosure: ago(14) }),
    walk('pump', xintian[6]!, 'A14', { ...heard(46), assembly: ago(16), decisionDisclosure: ago(12) }),
  ]
}
