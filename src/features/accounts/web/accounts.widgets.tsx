/** Accounts (账号): what other pages may show. */
import { useRead } from '#platform/web/api-client.ts'
import { endpoints } from '../accounts.contract.ts'

/** The signed-in person, with the posts in force today. */
export const useMyAccount = () => useRead(endpoints.mine, {})
