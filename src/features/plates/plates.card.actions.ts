/** The plate on the household's card (联系卡上的牌): what the household itself says, by number and code. Nobody asks it why. */
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { agreeHousehold, factsOf, subjectOf, withdrawConsent } from './plates.actions.ts'
import { endpoints, type PlateCard } from './plates.contract.ts'
import { plateCardPolicy } from './plates.policy.ts'
import * as queries from './plates.queries.ts'

export const showCard = action(endpoints.showCard, async context => {
  const row = await mine(context)
  context.require(plateCardPolicy, 'showCard', row ? factsOf(row) : null)
  return present(context, row)
})

export const agreeByCard = action(endpoints.agreeByCard, async (context, { body: { names } }) => {
  const row = await lockMine(context, 'agreeByCard')
  await agreeHousehold(context, row, { how: 'card', basis: null, names, enteredBy: null })
  await context.record('plates.agreeByCard', subjectOf(row))
  return present(context, await mine(context))
})

export const withdrawByCard = action(endpoints.withdrawByCard, async context => {
  const row = await lockMine(context, 'withdrawByCard')
  await withdrawConsent(context, row, 'household')
  await context.record('plates.withdrawByCard', subjectOf(row))
  return present(context, await mine(context))
})

/** The plate of the household of the card, or undefined. */
function mine({ actor, db, today }: Context) {
  if (actor.kind !== 'household') throw new Problem(common.signInRequired)
  return queries.openPlateOf(db, today, actor.householdId)
}

async function lockMine(context: Context, name: 'agreeByCard' | 'withdrawByCard') {
  const before = await mine(context)
  context.require(plateCardPolicy, name, before ? factsOf(before) : null)
  await queries.lockPlate(context.db, before!.id)
  const row = await mine(context)
  context.require(plateCardPolicy, name, row ? factsOf(row) : null)
  return row!
}

function present({ actor, now }: Context, row: queries.PlateRow | undefined): PlateCard {
  return {
    plate: row
      ? {
          state: row.state,
          householdAgreed: row.householdAgreedOn !== null,
          number: row.number,
          // That somebody is a member is theirs to say first (PIPL art. 25).
          members: row.members.filter(({ agreedOn }) => agreedOn !== null).map(({ name }) => name),
        }
      : null,
    allowedActions: plateCardPolicy.allowed(actor, row ? factsOf(row) : null, now),
  }
}
