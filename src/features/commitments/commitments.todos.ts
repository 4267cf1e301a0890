/** Commitments (双报到与领岗履职): what of them waits for a person (待办). */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { entryPolicy, reportInPolicy } from './commitments.policy.ts'
import { wishPolicy } from './commitments.posts.policy.ts'
import { listEntries } from './commitments.entries.queries.ts'
import { listReportIns, notesOf } from './commitments.queries.ts'
import { noteSentence } from './commitments.words.ts'
import { listWishes } from './commitments.wishes.queries.ts'

const most = 100

export const reportsToAccept: TodoSource<Context> = {
  name: 'commitments.reportsToAccept',
  nameZh: '报到，等村里接收',
  async list({ db, actor, now, today }) {
    if (!isPerson(actor)) return []
    const rows = await listReportIns(db, today, { state: 'reported' })
    return rows
      .filter(row => reportInPolicy.allowed(actor, row, now).includes('accept'))
      .slice(0, most)
      .map(({ id, name, unitName }) => ({
        id,
        title: `${name}向${unitName}报到`,
        detail: '请接收，或告诉本人去哪里。',
        dueOn: null,
        link: '/console/commitments',
      }))
  },
}

export const invitations: TodoSource<Context> = {
  name: 'commitments.invitations',
  nameZh: '请您报到',
  async list({ db, actor, today }) {
    if (!isPerson(actor)) return []
    const rows = await listReportIns(db, today, { personId: actor.personId, state: 'invited' })
    return rows.map(({ id, unitName }) => ({
      id,
      title: `${unitName}请您报到`,
      detail: '填工作单位就行。',
      dueOn: null,
      link: '/console/my-posts',
    }))
  },
}

export const notesToRead: TodoSource<Context> = {
  name: 'commitments.notesToRead',
  nameZh: '给单位的反馈，请您先看',
  async list({ db, actor, today }) {
    if (!isPerson(actor)) return []
    const own = await listReportIns(db, today, { personId: actor.personId })
    const notes = await notesOf(db, { reportInIds: own.map(({ id }) => id) })
    return notes
      .filter(({ state }) => state === 'shown')
      .map(note => ({
        id: note.id,
        title: noteSentence(note),
        detail: '您可以补充，也可以提异议。',
        dueOn: null,
        link: '/console/my-posts',
      }))
  },
}

export const hoursToConfirm: TodoSource<Context> = {
  name: 'commitments.hoursToConfirm',
  nameZh: '履职记录，等您确认',
  async list({ db, actor, now, today }) {
    if (!isPerson(actor)) return []
    const rows = await listEntries(db, today, { state: 'entered' })
    return rows
      .filter(row => entryPolicy.allowed(actor, row, now).includes('confirmHours'))
      .slice(0, most)
      .map(({ id, name, activity, overlaps }) => ({
        id,
        title: `${name}：${activity}`,
        detail: overlaps ? '同一时间还有一条，请核对。' : '请确认。',
        dueOn: null,
        link: '/console/commitments?tab=hours',
      }))
  },
}

export const wishesToConfirm: TodoSource<Context> = {
  name: 'commitments.wishesToConfirm',
  nameZh: '微心愿，等您确认',
  async list({ db, actor, now, today }) {
    if (!isPerson(actor) || actor.posts.length === 0) return []
    const rows = await listWishes(db, today, { state: 'delivered' }, actor.personId)
    return rows
      .filter(row => actor.posts.some(({ role }) => role !== 'townClerk') && wishPolicy.allowed(actor, row, now).includes('confirmWish'))
      .slice(0, most)
      .map(({ id, text }) => ({ id, title: text, detail: '说已办好，请确认。', dueOn: null, link: '/console/commitments?tab=wishes' }))
  },
}
