/** Terms and posts (任职与岗位) as the console words them, and what one may offer. Pure. */
import { roleNames, roles, type Role } from '#platform/shared/actor.ts'
import { showDay } from '#platform/web/format.ts'

export const roleOptions = (offered: readonly Role[] = roles) => offered.map(value => ({ value, label: roleNames[value] }))

/** "3月2日起", "3月2日—3月31日". */
export const showDays = ({ from, lastOn }: { from: string; lastOn: string | null }) =>
  lastOn === null ? `${showDay(from)}起` : from === lastOn ? showDay(from) : `${showDay(from)}—${showDay(lastOn)}`

/** "爱国社区 · 爱国社区居民委员会". */
export const placeName = ({ unitName, bodyName }: { unitName: string; bodyName: string | null }) =>
  bodyName === null ? unitName : `${unitName} · ${bodyName}`
