/** The chart of a running matter (办理流程图): the entry's own chart, with what has happened written into its boxes. */
import { chartsOf } from '#features/matters/matters.actions.ts'
import { stageActors, stageNames } from '#features/matters/matters.words.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import { listingOf, preCheckOf } from './decisions.asked.rules.ts'
import type { Matter } from './decisions.case.actions.ts'
import { noticesOf } from './decisions.case.actions.ts'
import type { Advice, Decision } from './decisions.contract.ts'
import { decidingStage, type NoticeFacts } from './decisions.rules.ts'
import type { StageRow } from './decisions.queries.ts'
import { adoptionNames, outcomeNames } from './decisions.words.ts'

export async function stepsOf(context: Context, matter: Matter, advice: readonly Advice[]): Promise<Decision['steps']> {
  const { entry, unit, row, records } = matter
  const voted = records.findLast(({ stage, outcome }) => stage === 'assembly' && outcome === 'passed')?.heldOn
  const day = voted ?? context.today
  const chart = (await chartsOf(context, entry, unit, day)).find(({ line }) => line === row.line)
  const done = matter.done(day)
  const { decision, result } = noticesOf(matter)
  const decides = decidingStage(matter.walk(day))
  return matter.walk(day).map(stage => {
    const step = chart?.steps.find(each => each.stage === stage) ?? {
      stage,
      name: stageNames[stage],
      who: stageActors[stage],
      says: ['法律要求先研究讨论'],
      source: null,
    }
    const isDone = done.includes(stage)
    const happened = [
      ...records.filter(each => each.stage === stage && (each.round === row.round || isDone)).flatMap(stageLines),
      ...(stage === decides ? beforeVote(matter) : []),
      ...(stage === 'decisionDisclosure' ? listed(matter) : []),
      ...(stage === 'membersFirst' ? advice.flatMap(adoptionLines) : []),
      ...(stage === 'decisionDisclosure' && !isDone ? noticeLines(decision) : []),
      ...(stage === 'resultDisclosure' && !isDone ? noticeLines(result) : []),
    ]
    return happened.length === 0
      ? { ...step, isDone }
      : {
          ...step,
          name: `${step.name}${isDone ? '（已办）' : ''}`,
          says: isDone ? happened : [...happened, ...step.says],
          source: isDone ? null : step.source,
          isDone,
        }
  })
}

function stageLines({ heldOn, outcome, verdict, document, recordedAt, stage }: StageRow): string[] {
  const isLate = heldOn < dayOf(recordedAt) && stage !== 'decisionDisclosure' && stage !== 'resultDisclosure'
  return [
    `${plainDate(heldOn)}，${outcomeNames[outcome]}`,
    ...(verdict ? verdict.split('；') : []),
    ...(document ? [`材料：${document}`] : []),
    ...(isLate ? [`${plainDate(dayOf(recordedAt))}补登`] : []),
  ]
}

/** What the entry asks for before the vote, as far as it is there. */
function beforeVote({ records, row, files }: Matter): string[] {
  const answer = preCheckOf(records, row.textNumber)
  return [
    ...(answer === null ? [] : [`${plainDate(answer.heldOn)}镇里看过：${outcomeNames[answer.outcome]}`]),
    ...[...new Set(files.map(({ attachment }) => attachment))].map(name => `已附：${name}`),
  ]
}

function listed({ records, row }: Matter): string[] {
  const listing = listingOf(records, row.round)
  return listing === null ? [] : [`${plainDate(listing.heldOn)}上交易平台：${listing.document}`]
}

const adoptionLines = ({ adoption }: Advice): string[] => (adoption === null ? [] : [`答复：${adoptionNames[adoption]}`])

function noticeLines(notice: (NoticeFacts & { publishedOn: string | null }) | null): string[] {
  if (notice === null || notice.publishedOn === null) return []
  return [
    `${plainDate(notice.publishedOn)}贴出`,
    ...(notice.endsOn ? [`公开到${plainDate(notice.endsOn)}`] : []),
    ...(notice.openObjections > 0 ? [`有${notice.openObjections}条异议，日子停着`] : []),
  ]
}
