/** People and posts (人员与任职): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { settle, unsettled } from './people.forget.actions.ts'
import { findUnowned, putBackUnowned, settleEnded } from './people.handover.actions.ts'
import { endedTerms } from './people.posts.queries.ts'

/** Days after the end of a term during which its work is looked after: what was on its way to someone may arrive late. */
const lookedAfter = 30

/** A term ends on a day nobody may be at a desk: what lies open then does not lie still. */
export const handOverEnded: Job = {
  name: 'people.handOverEnded',
  cron: '20 0 * * *',
  summary: '任职结束的，手上的事交给接手的人；没有指定的，交回有人的窗口',
  find: context => endedTerms(context.db, addDays(context.today, -lookedAfter), context.today),
  each: settleEnded,
}

/** After those whose terms ended: what is left with people who went another way, such as a member who was excluded. */
export const putBackLeft: Job = {
  name: 'people.putBackLeft',
  cron: '40 0 * * *',
  summary: '办事的人已经离开的，没办完的事交给管那里的人',
  find: findUnowned,
  each: putBackUnowned,
}

export const forgetPeople: Job = {
  name: 'people.forget',
  cron: '5 4 * * *',
  summary: '没有任职或别的关系满6个月的人，删掉电话和账号；没有档案提到的，整条删掉；提前一个月说',
  find: unsettled,
  each: settle,
}
