/**
 * What lies sealed of a rating (评星加密): why a star was given, the decision that vetoed it, and what a member contests.
 *
 * Source: domain §32.2, P2 (review); decision 0020.
 */
export const places = {
  reason: 'rating.reason',
  vetoDecision: 'rating.veto_decision',
  text: 'rating_contest.text',
  answer: 'rating_contest.answer',
} as const
