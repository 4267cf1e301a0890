/** Certificates (证明): what waits for an office (待办): posted long enough, to be revoked by a second person, or to be issued anew. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { present } from './certificates.present.actions.ts'
import { certificatesRevoking, certificatesToIssue, certificatesToReplace } from './certificates.queries.ts'

const most = 50
const sources = [
  { rows: certificatesToIssue, needs: 'issue', detail: '公示满7天，可以开了。' },
  { rows: certificatesRevoking, needs: 'decideRevocation', detail: '有人提出撤销，等第二个人核对。' },
  // whoever may revoke it may also ask for another
  { rows: certificatesToReplace, needs: 'proposeRevocation', detail: '密钥已作废，要换开一份。' },
]

export const certificatesWaiting: TodoSource<Context> = {
  name: 'certificates.waiting',
  nameZh: '志愿服务证明，等您办',
  async list(context) {
    const { db, actor, today } = context
    if (!isPerson(actor)) return []
    const found = []
    for (const { rows, needs, detail } of sources)
      for (const row of await rows(db, today, most)) found.push({ ...present(context, row), needs, detail })
    return found
      .filter(({ allowedActions, needs }) => allowedActions.includes(needs))
      .map(({ id, name, detail }) => ({
        id,
        title: `${name}的志愿服务证明`,
        detail,
        dueOn: null,
        link: `/console/certificates/${id}`,
      }))
  },
}
