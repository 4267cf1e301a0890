/** The console's pages (工作台的页), of all features. */
import { accountPages } from '#features/accounts/web/accounts.pages.tsx'
import { appraisalPages } from '#features/appraisals/web/appraisals.pages.tsx'
import { bodyPages } from '#features/bodies/web/bodies.pages.tsx'
import { householdPages } from '#features/households/web/households.pages.tsx'
import { certificatePages } from '#features/certificates/web/certificates.pages.tsx'
import { commitmentPages } from '#features/commitments/web/commitments.pages.tsx'
import { indicatorPages } from '#features/indicators/web/indicators.pages.tsx'
import { recordPages } from '#features/record/web/record.pages.tsx'
import { reportPages } from '#features/reports/web/reports.pages.tsx'
import { importPages } from '#features/imports/web/imports.pages.tsx'
import { dashboardPages } from '#features/dashboard/web/dashboard.pages.tsx'
import { decisionPages } from '#features/decisions/web/decisions.pages.tsx'
import { dutyPages } from '#features/duties/web/duties.pages.tsx'
import { guardPages } from '#features/guard/web/guard.pages.tsx'
import { planPages } from '#features/plans/web/plans.pages.tsx'
import { platePages } from '#features/plates/web/plates.pages.tsx'
import { disclosurePages } from '#features/disclosures/web/disclosures.pages.tsx'
import { matterPages } from '#features/matters/web/matters.pages.tsx'
import { meetingPages } from '#features/meetings/web/meetings.pages.tsx'
import { membershipPages } from '#features/memberships/web/memberships.pages.tsx'
import { mobilisationPages } from '#features/mobilisations/web/mobilisations.pages.tsx'
import { peoplePages } from '#features/people/web/people.pages.tsx'
import { ratingPages } from '#features/ratings/web/ratings.pages.tsx'
import { requestPages } from '#features/requests/web/requests.pages.tsx'
import { rightsPages } from '#features/rights/web/rights.pages.tsx'
import { signaturePages } from '#features/signatures/web/signatures.pages.tsx'
import { standardPages } from '#features/standards/web/standards.pages.tsx'
import { thresholdPages } from '#features/thresholds/web/thresholds.pages.tsx'
import { votePages } from '#features/votes/web/votes.pages.tsx'
import { trainingPages } from '#features/trainings/web/trainings.pages.tsx'
import { unitPages } from '#features/units/web/units.pages.tsx'
import { venuePages } from '#features/venues/web/venues.pages.tsx'
import { visitPages } from '#features/visits/web/visits.pages.tsx'
import { volunteerPages } from '#features/volunteering/web/volunteering.pages.tsx'

export const consolePages = [
  ...requestPages,
  ...dashboardPages,
  ...meetingPages,
  ...signaturePages,
  ...trainingPages,
  ...volunteerPages,
  ...certificatePages,
  ...commitmentPages,
  ...appraisalPages,
  ...mobilisationPages,
  ...unitPages,
  ...bodyPages,
  ...membershipPages,
  ...platePages,
  ...peoplePages,
  ...venuePages,
  ...householdPages,
  ...visitPages,
  ...indicatorPages,
  ...reportPages,
  ...recordPages,
  ...ratingPages,
  ...standardPages,
  ...matterPages,
  ...decisionPages,
  ...disclosurePages,
  ...thresholdPages,
  ...votePages,
  ...importPages,
  ...dutyPages,
  ...planPages,
  ...guardPages,
  ...rightsPages,
  ...accountPages,
] as const
