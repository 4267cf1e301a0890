/** Requests (诉求): what its category says for one case: its limit, and where such cases usually go. */
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'
import type { CaseRow } from './requests.case.actions.ts'
import { listVersions, standingBody } from './requests.categories.queries.ts'
import { inForce, isOffered, versionOn } from './requests.categories.rules.ts'

type Told = Pick<CaseRow, 'submittedAt' | 'categoryId'>

/** The limit for this case, in working days: that of the day the resident spoke. Undefined for a category that is none. */
export async function termsFor(context: Context, categoryId: string, { submittedAt }: Told) {
  const versions = await listVersions(context.db, categoryId)
  if (versions.length === 0) return undefined
  return { workingDays: versionOn(versions, dayOf(submittedAt)).workingDays, isOffered: isOffered(versions, context.today) }
}

/** The same for a category that is chosen now. Throws invalid (422) if it is not offered, unless the case has it already. */
export async function offeredTerms(context: Context, categoryId: string, row: Told) {
  const terms = await termsFor(context, categoryId, row)
  if (!terms || (!terms.isOffered && categoryId !== row.categoryId)) throw invalidField('#/categoryId', '请从列表里选分类')
  return terms
}

/** The route in force today. */
export async function routeFor(context: Context, { categoryId }: Pick<CaseRow, 'categoryId'>) {
  const version = categoryId ? inForce(await listVersions(context.db, categoryId), context.today) : undefined
  const bodyId = version?.routeBodyId ?? null
  return {
    suggestedBodyId: bodyId && (await standingBody(context.db, bodyId, context.today)),
    suggestedUnitId: version?.routeUnitId ?? null,
  }
}
