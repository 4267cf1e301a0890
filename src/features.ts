/** The features (功能清单), in order: the map of the city. Each may use only those above it. */
import { accounts } from '#features/accounts/accounts.feature.ts'
import { appraisals } from '#features/appraisals/appraisals.feature.ts'
import { bodies } from '#features/bodies/bodies.feature.ts'
import { certificates } from '#features/certificates/certificates.feature.ts'
import { commitments } from '#features/commitments/commitments.feature.ts'
import { decisions } from '#features/decisions/decisions.feature.ts'
import { disclosures } from '#features/disclosures/disclosures.feature.ts'
import { duties } from '#features/duties/duties.feature.ts'
import { guard } from '#features/guard/guard.feature.ts'
import { households } from '#features/households/households.feature.ts'
import { imports } from '#features/imports/imports.feature.ts'
import { indicators } from '#features/indicators/indicators.feature.ts'
import { matters } from '#features/matters/matters.feature.ts'
import { memberships } from '#features/memberships/memberships.feature.ts'
import { meetings } from '#features/meetings/meetings.feature.ts'
import { mobilisations } from '#features/mobilisations/mobilisations.feature.ts'
import { people } from '#features/people/people.feature.ts'
import { plans } from '#features/plans/plans.feature.ts'
import { plates } from '#features/plates/plates.feature.ts'
import { ratings } from '#features/ratings/ratings.feature.ts'
import { record } from '#features/record/record.feature.ts'
import { reports } from '#features/reports/reports.feature.ts'
import { requests } from '#features/requests/requests.feature.ts'
import { rights } from '#features/rights/rights.feature.ts'
import { signatures } from '#features/signatures/signatures.feature.ts'
import { site } from '#features/site/site.feature.ts'
import { standards } from '#features/standards/standards.feature.ts'
import { thresholds } from '#features/thresholds/thresholds.feature.ts'
import { todos } from '#features/todos/todos.feature.ts'
import { trainings } from '#features/trainings/trainings.feature.ts'
import { units } from '#features/units/units.feature.ts'
import { venues } from '#features/venues/venues.feature.ts'
import { visits } from '#features/visits/visits.feature.ts'
import { volunteering } from '#features/volunteering/volunteering.feature.ts'
import { votes } from '#features/votes/votes.feature.ts'
import type { Feature } from '#platform/server/feature.ts'

// oxfmt-ignore
export const features: readonly Feature[] = [
  units,
  todos,
  record,
  bodies,
  people,
  accounts,
  venues,
  households,
  requests,
  visits,
  memberships,
  plates,
  meetings,
  trainings,
  mobilisations,
  volunteering,
  commitments,
  indicators,
  reports,
  appraisals,
  standards,
  thresholds,
  matters,
  votes,
  signatures,
  disclosures,
  decisions,
  imports,
  guard,
  ratings,
  duties,
  plans,
  rights,
  certificates,
  site,
]
