/** What the audit calls the events of bodies (组织的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const bodyEvents: EventWords = {
  kinds: { body: '组织' },
  names: {
    create: '新设组织',
    rename: '组织改名',
    move: '组织改隶属',
    cover: '改管辖范围',
    merge: '组织合并',
    split: '组织分设',
    dissolve: '撤销组织',
  },
}
