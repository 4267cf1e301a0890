/** A line of the menu (菜单行), and the pages that stand under it. */
import type { LinkProps } from '@tanstack/react-router'
import type { IconName } from './icons.tsx'

export type Address = NonNullable<LinkProps['to']>

export interface MenuEntry {
  to: Address
  title: string
  icon: IconName
  badge?: number | undefined
  /** Pages of other addresses that are opened from this one: its line shows that one is there. */
  holds?: readonly Address[] | undefined
}

/** Does the page stand under the line? The start page holds nothing but itself. */
export const standsUnder = (pathname: string, { to, holds = [] }: Pick<MenuEntry, 'to' | 'holds'>): boolean =>
  [to, ...holds].some(address => pathname === address || (address !== '/' && pathname.startsWith(`${address}/`)))
