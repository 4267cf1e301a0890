/** A superior's form (上级报表): where each of its columns comes from, in words. Pure. */
import { roleNames } from '#platform/shared/actor.ts'
import { isReadable, notHeld } from './duties.held.rules.ts'
import type { Ask, FormColumn, HeldField } from './duties.contract.ts'

/**
 * "来自：…" what the records fill; "由…填" what a person must; and what nobody can is said, with what to do. `register` holds what is known
 * of each owner; `isCounted` knows the numbers that a place has and a body has not.
 */
export function columnOf(
  { name, heldIn, filledBy }: Pick<Ask, 'name' | 'heldIn' | 'filledBy'>,
  register: ReadonlyMap<string, HeldField>,
  isCounted: (id: string) => boolean,
): FormColumn {
  const field = heldIn === null ? undefined : register.get(heldIn)
  if (field && (isReadable(field.id) || isCounted(field.id)))
    return { name, filledBy: 'records', from: `来自：${field.where}的“${field.name}”` }
  if (field) return { name, filledBy: 'copying', from: `系统里有，不用另报。请到“${field.where}”导出` }
  if (filledBy !== null) return { name, filledBy: 'people', from: `由${roleNames[filledBy]}填` }
  if (heldIn !== null && isCounted(heldIn)) return { name, filledBy: 'nobody', from: `${notHeld(true)}请定下谁填，或去掉这一栏` }
  return { name, filledBy: 'nobody', from: '没有人能填。请镇里定下谁填，或去掉这一栏' }
}
