/** Certificates (证明): what waits for an office (待办): those posted long enough, and revocations for a second person. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { present } from './certificates.present.actions.ts'
import { certificatesRevoking, certificatesToIssue } from './certificates.queries.ts'

const most = 50

export const certificatesWaiting: TodoSource<Context> = {
  name: 'certificates.waiting',
  nameZh: '志愿服务证明，等您办',
  async list(context) {
    const { db, actor, today } = context
    if (!isPerson(actor)) return []
    const rows = [...(await certificatesToIssue(db, today, most)), ...(await certificatesRevoking(db, today, most))]
    return rows
      .map(row => present(context, row))
      .filter(({ allowedActions }) => allowedActions.includes('issue') || allowedActions.includes('decideRevocation'))
      .map(({ id, name, state }) => ({
        id,
        title: `${name}的志愿服务证明`,
        detail: state === 'posted' ? '公示满7天，可以开了。' : '有人提出撤销，等第二个人核对。',
        dueOn: null,
        link: `/console/certificates/${id}`,
      }))
  },
}
