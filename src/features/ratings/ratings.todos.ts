/** Star ratings (评星定级): what of them waits for a person (待办): one's own sheet to read, objections to answer, a lower star to second. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { contestsFor } from './ratings.contests.queries.ts'
import { secondsFor, selfChecksFor } from './ratings.sheets.queries.ts'

const most = 100

export const ownSheets: TodoSource<Context> = {
  name: 'ratings.ownSheets',
  nameZh: '评星自查',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    return (await selfChecksFor(db, actor.personId)).map(({ id, year, until }) => ({
      id,
      title: `${year}年评星，看看记得对不对`,
      detail: '哪一条不对，您可以提。不提也可以。',
      dueOn: until,
      link: `/console/ratings/${id}`,
    }))
  },
}

export const contestsToAnswer: TodoSource<Context> = {
  name: 'ratings.contestsToAnswer',
  nameZh: '评星异议，等您答复',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    return (await contestsFor(db, actor.personId, most)).map(({ id, ratingId, name, dueOn }) => ({
      id,
      title: `${name}对评星提了异议`,
      detail: '请查清记录，5个工作日内答复。',
      dueOn,
      link: `/console/ratings/${ratingId}`,
    }))
  },
}

export const lowerStars: TodoSource<Context> = {
  name: 'ratings.lowerStars',
  nameZh: '降星，等第二个人定',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    return (await secondsFor(db, actor.personId, most)).map(({ id, name }) => ({
      id,
      title: `${name}的星级往下定，等您看`,
      detail: '同意就定下来，不同意就退回重定。',
      dueOn: null,
      link: `/console/ratings/${id}`,
    }))
  },
}
