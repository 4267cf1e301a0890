/** The tabs of a meeting's page (会议页签), as they stand in its address. */
export const tabs = ['notice', 'roll', 'minutes', 'actions'] as const
