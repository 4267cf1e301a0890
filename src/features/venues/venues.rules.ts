/** Venues (阵地): the rules, as pure functions. */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import type { VenueFields, VenueStatus } from './venues.contract.ts'

/** A venue that is closed stays closed: a new one in its place is a new record. */
export const venueMachine = defineStateMachine({
  initial: 'planned',
  states: ['planned', 'building', 'inUse', 'closed'],
  transitions: {
    build: { from: ['planned'], to: 'building' },
    open: { from: ['planned', 'building'], to: 'inUse' },
    // Rebuilding (改造提升) takes a place out of use without ending it.
    rebuild: { from: ['inUse'], to: 'building' },
    close: { from: ['planned', 'building', 'inUse'], to: 'closed' },
  },
})

/** May an edit lead from one status to the other? The same status is no change. */
export const mayBecome = (from: VenueStatus, to: VenueStatus) =>
  from === to || venueMachine.possible(from).some(name => venueMachine.transitions[name].to === to)

/** What is wrong with the fields taken together on the day; empty when nothing is. */
export function faults(fields: Pick<VenueFields, 'status' | 'openedOn'>, today: string): FieldError[] {
  const { status, openedOn } = fields
  if (status === 'inUse' && !openedOn) return [{ pointer: '#/openedOn', detail: '使用中的阵地要写启用日期' }]
  if (status === 'inUse' && openedOn! > today) return [{ pointer: '#/openedOn', detail: '启用日期还没到，状态不能写使用中' }]
  return []
}

/** What is wrong with the day of closing; null when nothing is. A closing ahead of time is entered when it comes. `openedOn`: null, never opened. */
export function closingFault(closedOn: string, openedOn: string | null, today: string): string | null {
  if (closedOn > today) return '停用日期不能晚于今天'
  if (openedOn !== null && closedOn <= openedOn) return '停用日期要晚于启用日期'
  return null
}

/** What is wrong with a workbook's row, and in which column; null when nothing is. Past openings and closings come in as they were. */
export function rowFault(
  fields: { name: string; status: VenueStatus; openedOn: string | null; closedOn: string | null; services: readonly string[] },
  before: VenueStatus | null,
  today: string,
): { key: string; message: string } | null {
  const { name, status, openedOn, closedOn, services } = fields
  if ([...name].length < 2) return { key: 'name', message: '名称至少写2个字。' }
  if (services.length > 30) return { key: 'services', message: '服务项目最多30项。' }
  if ((status === 'closed') !== (closedOn !== null))
    return { key: 'closedOn', message: status === 'closed' ? '已停用的要写停用日期。' : '写了停用日期，状态就应是已停用。' }
  if (status !== 'closed') {
    const fault = faults({ status, openedOn }, today)[0]
    if (fault) return { key: 'openedOn', message: `${fault.detail}。` }
  } else {
    const fault = closingFault(closedOn!, openedOn, today)
    if (fault) return { key: 'closedOn', message: `${fault}。` }
  }
  return before !== null && !mayBecome(before, status) ? { key: 'status', message: '状态不能退回到这一步。' } : null
}
