/** Star volunteer communities (星级志愿服务社区): the rule in force and what of it is met; pure functions. */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { CommunityFacts, CommunityRule, Criterion } from './volunteering.communities.contract.ts'

export const communityMachine = defineStateMachine({
  initial: 'proposed',
  states: ['proposed', 'granted', 'declined'],
  transitions: { grant: { from: ['proposed'], to: 'granted' }, decline: { from: ['proposed'], to: 'declined' } },
})

/** The rule of a year: the latest that began by then. */
export const ruleOf = <Rule extends CommunityRule>(rules: readonly Rule[], year: number): Rule | undefined =>
  rules.filter(({ fromYear }) => fromYear <= year).sort((a, b) => b.fromYear - a.fromYear)[0]

/** Each thing asked for, beside what the records show. Hours of ③ are not among them. */
export function criteriaOf(facts: CommunityFacts, rule: CommunityRule): Criterion[] {
  const asked = [
    ['teams', rule.leastTeams, facts.teams],
    ['slots', rule.leastSlots, facts.slots],
    ['volunteers', rule.leastVolunteers, facts.volunteers],
    ['minutes', rule.leastMinutes, facts.onSite + facts.organiser],
  ] as const
  return asked.map(([key, least, value]) => ({ key, least, value, met: value >= least }))
}
