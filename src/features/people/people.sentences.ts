/** Sentences about people and posts (人员与任职用语): why one reads what one reads, and what was done about a person. */
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { phoneReasonNames, type PhoneReason } from './people.contract.ts'
import { isAdministrator, lastDay } from './people.rules.ts'

/** "2026年3月2日". */
export const plainDay = (day: string) => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

export const scopeHeadline = (count: number) => (count > 0 ? '你能看到这些是因为：' : '你现在没有岗位，只能看到自己的记录。')

interface Reach {
  role: Role
  unitName: string | null
  bodyName: string | null
  deputyForName: string | null
  since: string
  /** First day on which it no longer holds. */
  to: string | null
  awayFrom: string | null
  awayTo: string | null
  unitCount: number
  merged: readonly string[]
}

/** Why a post lets its holder read what it does. */
export function scopeSentence(reach: Reach): string {
  const { role, unitName, bodyName, deputyForName, since, to, awayFrom, awayTo } = reach
  const place = unitName ?? '已撤销的单位'
  const post = `${bodyName ? `${bodyName}（${place}）` : place}的${roleNames[role]}`
  const from = deputyForName !== null && awayFrom ? awayFrom : since
  const last = lastDay(deputyForName !== null ? awayTo : to)
  const days = `${plainDay(from)}起${last ? `，到${plainDay(last)}为止` : ''}`
  const who = deputyForName === null ? `你是${post}` : `${deputyForName}请假，你代理${post}`
  return `${who}（${days}）。${reachOf(reach, place)}`
}

function reachOf({ role, bodyName, unitCount, unitName, merged }: Reach, place: string): string {
  if (isAdministrator(role)) return '管理员只管账号、设置和日志，看不到居民的事。'
  const joined = merged.length > 0 ? `，也包括并入的${merged.join('、')}` : ''
  if (role === 'departmentOfficer') return `你能看到交给${bodyName ?? '本部门'}的事${joined}，看不到各村的全部记录。`
  if (unitName === null) return '这个单位已经撤销，这个岗位看不到任何单位的记录。'
  const below = unitCount > 1 ? `${place}和下面${unitCount - 1}个单位` : place
  return `你能看到${below}的记录${joined}。`
}

/** What an event about a person says to that person. */
export function trailSentence(name: string, details: Record<string, unknown>, actorName: string | null): string {
  const who = actorName ?? '系统'
  switch (name) {
    case 'people.revealPhone':
      return details.reason === 'export'
        ? `${who}导出人员名单，里面有完整电话`
        : `${who}查看了电话：${phoneReasonNames[details.reason as PhoneReason] ?? '未写明原因'}`
    case 'people.create':
      return `${who}登记了这条记录`
    case 'people.edit':
      return `${who}修改了记录`
    case 'people.beginTerm':
      return `${who}登记了任职，${plainDay(String(details.from))}起`
    case 'people.endTerm':
      if (details.lastOn === null) return `${who}取消了已登记的任职结束`
      return `${who}登记了任职结束，最后一天是${plainDay(String(details.lastOn))}`
    case 'people.showTerm':
      return details.shown ? `${who}登记：本人同意向居民公开姓名` : `${who}登记：不再向居民公开姓名`
    case 'people.takeLeave':
      return `${who}登记了请假，${plainDay(String(details.from))}到${plainDay(String(details.lastOn))}`
    case 'people.handOverLeave':
      return `代理人离任，${plainDay(String(details.from))}起换人代理`
    case 'people.endLeave':
      return `${who}结束了请假`
    case 'people.announce':
      return `没有任职或别的关系，${plainDay(String(details.forgetOn))}起删掉电话和账号`
    case 'people.keep':
      return '又有了关系，不删了'
    case 'people.forget':
      return '没有任职或别的关系，按期删掉了电话和账号'
    case 'people.recall':
      return '又有了关系，记录重新使用，电话要重新登记'
    default:
      return `${who}办理了一件与本人有关的事`
  }
}
