/** Versions (版本): two people edit one thing, and neither overwrites the other unseen. Source: RFC 9110 §13.1.1. */
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Context } from './action.ts'

/**
 * Throws precondition-required (428) without If-Match, and edited-meanwhile (412) with both contents
 * if the caller read another version than `current`; `detail` says it in the words of the thing.
 */
export function requireVersion<T extends { version: number }>(
  context: Pick<Context, 'ifMatch'>,
  current: T,
  yours: unknown,
  detail?: string,
): void {
  if (context.ifMatch === null) throw new Problem(problems.preconditionRequired)
  if (context.ifMatch !== current.version) throw new Problem(problems.editedMeanwhile, detail, { current, yours })
}

/**
 * Throws edited-meanwhile (412) with both contents where the caller names another version than `version`; who names none goes on. For what
 * is done to a thing rather than written over it: `read` tells how it stands now.
 */
export async function refuseOtherVersion(
  context: Pick<Context, 'ifMatch'>,
  version: number,
  read: () => Promise<unknown>,
  yours: unknown,
): Promise<void> {
  if (context.ifMatch !== null && context.ifMatch !== version)
    throw new Problem(problems.editedMeanwhile, undefined, { current: await read(), yours })
}
