/** Important matters (重要事权清单): what of a village's list waits for its office (待办): entries that the town's newer list outgrew. */
import type { Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { postsOf } from '#platform/shared/actor.ts'
import { catalogueOf, placeOf } from './matters.actions.ts'
import { outgrown } from './matters.rules.ts'

export const entriesOutgrown: TodoSource<Context> = {
  name: 'matters.outgrown',
  nameZh: '事权清单，要跟上镇里的',
  async list(context) {
    const kept = postsOf(context.actor).filter(({ role }) => role === 'villageSecretary' || role === 'villageClerk')
    const items: TodoItem[] = []
    for (const unitId of new Set(kept.map(each => each.unitId))) {
      const { town, village } = await catalogueOf(context, await placeOf(context, unitId, context.today), context.today)
      const codes = outgrown(town?.entries ?? [], village?.entries ?? []).map(({ code }) => code)
      if (village && codes.length > 0)
        items.push({
          id: village.id,
          title: `${village.unitName}的事权清单有${codes.length}项要改`,
          detail: `镇里的新清单更严，先按镇里的办：${codes.join('、')}。`,
          dueOn: null,
          link: `/console/matter-lists/${village.id}`,
        })
    }
    return items
  },
}
