/** The records of a frozen number (定稿时的记录): which it was made of, and what became of each. */
import { z } from 'zod'
import { proofOf, recordsAmong } from '#features/indicators/indicators.actions.ts'
import { hiddenWords, isFew } from '#features/indicators/indicators.words.ts'
import { isOutsider } from '#features/indicators/indicators.told.actions.ts'
import { action } from '#platform/server/action.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { Id } from '#platform/shared/primitives.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './reports.contract.ts'
import { questionOf } from './reports.editions.actions.ts'
import { reportPolicy } from './reports.policy.ts'
import { frozenFigures } from './reports.recorded.actions.ts'
import * as queries from './reports.queries.ts'
import { fateOf } from './reports.rules.ts'

export const records = action(endpoints.records, async (context, { params, query: { unitId, part, cursor, limit } }) => {
  context.require(reportPolicy, 'records', null)
  const edition = (await queries.editionsOf(context.db, params.year)).find(each => each.edition === params.edition)
  const figures = edition ? await frozenFigures(context, edition.id) : []
  const frozen = figures.find(
    each => each.figureId === params.figureId && each.part === part && (unitId === undefined || each.unitId === unitId),
  )
  if (!frozen) throw new Problem(common.notFound, '这一版里没有这个数。')
  const question = questionOf(frozen)
  const indicator = frozen.indicatorId === null ? undefined : context.indicators.get(frozen.indicatorId)
  const now = indicator ? (await proofOf(context, indicator, question)).records : null
  const ids = Object.keys(frozen.records).sort()
  const readable = new Map((indicator ? await recordsAmong(context, indicator, question, ids) : []).map(each => [each.id, each]))
  const toPublic = isOutsider(context)
  // What does not count any more can be asked for nowhere. Of people the public is not told even which row it was.
  const isListed = (id: string) => readable.has(id) || (!Object.hasOwn(now ?? {}, id) && !(toPublic && frozen.countsPeople))
  const listed = ids.filter(isListed)
  const after = cursor === undefined ? '' : placeOf(cursor, z.tuple([Id]))[0]
  const rest = listed.filter(id => id > after)
  const hidden = ids.length - listed.length
  const isTold = !(toPublic && frozen.countsPeople && (frozen.suppressed || isFew(hidden)))
  return {
    items: rest.slice(0, limit).map(id => {
      const { day = null, unitName = null, label = null } = readable.get(id) ?? {}
      return { id, fate: fateOf(frozen.records, now, id), day, unitName, label }
    }),
    nextCursor: rest.length > limit ? cursorOf([rest[limit - 1]]) : null,
    hidden: hidden === 0 ? null : { count: isTold ? hidden : null, reason: toPublic ? hiddenWords.public : hiddenWords.staff },
  }
})
