/** Requests (诉求): the categories and routes that a new town starts with. */
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { defaultCategories, defaultOwner, defaultReason } from './requests.defaults.rules.ts'
import * as queries from './requests.queries.ts'

/** Writes the default categories if the town has none, and routes to departments that exist. Safe to run at every start. */
export async function installCategories(context: Context): Promise<void> {
  const before = await queries.listCategories(context.db)
  const ids = new Map(before.map(({ code, id }) => [code, id]))
  const missing = defaultCategories.filter(({ code }) => !ids.has(code))
  if (before.length === 0) {
    for (const { code } of missing) ids.set(code, newId())
    const rows = missing.map(({ code, name, workingDays }) => ({
      townId: context.townId,
      id: ids.get(code)!,
      parentId: code.length > 2 ? ids.get(code.slice(0, 2))! : null,
      code,
      name,
      workingDays,
      owner: defaultOwner,
      reason: defaultReason,
    }))
    await queries.insertCategories(context.db, rows)
  }
  const departments = new Map((await queries.listDepartments(context.db)).map(({ name, id }) => [name, id]))
  const routed = await queries.listRoutedCategories(context.db)
  const routes = defaultCategories.flatMap(({ code, department }) => {
    const bodyId = department && departments.get(department)
    const categoryId = ids.get(code)
    if (!bodyId || !categoryId || routed.has(categoryId)) return []
    return [{ townId: context.townId, id: newId(), categoryId, bodyId, owner: defaultOwner, reason: defaultReason }]
  })
  if (routes.length > 0) await queries.insertRoutes(context.db, routes)
}
