/** The code in a plate's QR (牌上的码): 128 bits that follow from the plate under the town's key, so that a sheet can be printed again. */
import type { Context } from '#platform/server/action.ts'
import { digestOf } from '#platform/server/secrets.ts'

export const codeOf = ({ sealing }: Pick<Context, 'sealing'>, plateId: string): string =>
  sealing.index(plateId, 'plate.code').subarray(0, 16).toString('base64url')

export const codeDigestOf = (context: Pick<Context, 'sealing'>, plateId: string): Buffer => digestOf(codeOf(context, plateId))
