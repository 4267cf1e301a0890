/** Accounts (账号): what other pages may show. */
import type { Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints } from '../accounts.contract.ts'

/** The signed-in person, with the posts in force today. */
export const useMyAccount = () => useRead(endpoints.mine, {})

/** Does the signed-in person hold one of the posts, anywhere? For what to offer; the server decides. */
export const useHoldsAny = (wanted: readonly Role[]) => useMyAccount().data?.posts.some(({ role }) => wanted.includes(role)) ?? false
