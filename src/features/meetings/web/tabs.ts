/** The parts of a meeting's page (会议页的几部分), as they stand in the address. */
export const tabs = ['notice', 'roll', 'minutes', 'actions'] as const
