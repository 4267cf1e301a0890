/** Requests (诉求): the categories and routes that a new town starts with. */
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import * as queries from './requests.categories.queries.ts'
import { defaultCategories } from './requests.defaults.rules.ts'

/**
 * Proposes the default categories if the town has none, and routes to departments that exist. What the town has adopted is left
 * as it is. Safe to run at every start.
 */
export async function installCategories(context: Context): Promise<void> {
  const before = await queries.listAllCategories(context.db)
  const ids = new Map(before.map(({ code, id }) => [code, id]))
  if (before.length === 0) {
    for (const { code } of defaultCategories) ids.set(code, newId())
    const { townId } = context
    await queries.insertCategories(
      context.db,
      defaultCategories.map(({ code, name }) => ({
        townId,
        id: ids.get(code)!,
        parentId: code.length > 2 ? ids.get(code.slice(0, 2))! : null,
        code,
        name,
      })),
      defaultCategories.map(({ code, workingDays }) => ({ townId, id: newId(), categoryId: ids.get(code)!, from: null, workingDays })),
    )
  }
  const departments = new Map((await queries.listDepartments(context.db, context.today)).map(({ name, id }) => [name, id]))
  for (const { code, department } of defaultCategories) {
    const bodyId = department && departments.get(department)
    const categoryId = ids.get(code)
    if (bodyId && categoryId) await queries.proposeRoute(context.db, categoryId, bodyId)
  }
}
