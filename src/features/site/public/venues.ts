/** Venues (阵地) as public pages show them. */
import { venueKindNames, venueStatusNames, type Venue } from '#features/venues/venues.contract.ts'
import type { ShownVenue } from '#platform/public/venue-card.ts'

export const shownVenue = ({ id, kind, name, address, hours, phone, services, status }: Venue): ShownVenue => ({
  id,
  name,
  kindName: venueKindNames[kind],
  address,
  hours,
  phone,
  services,
  pending: status === 'inUse' ? undefined : venueStatusNames[status],
})
