/** Goals of the benches (目标): printed beside the figure. A busy machine misses them, so a missed one ends no bench with an error. */
export const goal = (words: string, isMet: boolean): string => `${words}: ${isMet ? 'met' : '**missed**'}`
