/** The parts of the ledger of duty (履职台账的几部分), as they stand in the address. */
export const tabs = ['overview', 'reportIns', 'posts', 'wishes', 'hours'] as const
export type Tab = (typeof tabs)[number]
export const tabNames: Record<Tab, string> = { overview: '一览', reportIns: '双报到', posts: '岗位', wishes: '微心愿', hours: '履职时数' }
