/** Who asks (来人): from what a request carries to the actor it acts as. */
import { identifyPerson } from '#features/accounts/accounts.actions.ts'
import { cardPass } from '#features/households/households.pass.ts'
import { receiptPass } from '#features/requests/requests.pass.ts'
import { subjectPass } from '#features/rights/rights.pass.actions.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Actor } from '#platform/shared/actor.ts'

/** The bearer of a query code, of a household's card or of a one-time code, a signed-in person, else the public. */
export const identify = async (platform: Platform, asking: Asking): Promise<Actor> =>
  (await receiptPass.identify(platform, asking)) ??
  (await cardPass.identify(platform, asking)) ??
  (await subjectPass.identify(platform, asking)) ??
  (await identifyPerson(platform, asking)) ?? { kind: 'public', townId: platform.townId }
