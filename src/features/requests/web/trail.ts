/** The trail (上一条／下一条): the cases of the list that was last shown, in its order; ids only, gone when the console closes. */

let trail: readonly string[] = []

export function rememberTrail(ids: readonly string[]): void {
  trail = ids
}

/** The cases before and after one in the list last shown; undefined at its ends and outside it. */
export function beside(id: string): { previous?: string | undefined; next?: string | undefined } {
  const index = trail.indexOf(id)
  return index < 0 ? {} : { previous: trail[index - 1], next: trail[index + 1] }
}
