/** Venues in an export (阵地导出): rows out. */
import { codesOfBodies } from '#features/bodies/bodies.export.actions.ts'
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { venueKindNames, venueStatusNames } from './venues.contract.ts'
import { venuesByKey } from './venues.rows.queries.ts'
import type { VenueRow } from './venues.workbook.ts'

/** Every venue, closed ones too, by code; where one has none, its id is its code. */
export async function exportVenueRows(context: Context): Promise<VenueRow[]> {
  const [units, bodies] = [await codesOfUnits(context), await codesOfBodies(context)]
  return [...(await venuesByKey(context.db))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { fields }]) => ({
      code,
      name: fields.name,
      kind: venueKindNames[fields.kind],
      unitCode: units.get(fields.unitId)!,
      bodyCode: fields.bodyId === null ? null : bodies.get(fields.bodyId)!,
      address: fields.address === '' ? null : fields.address,
      hours: fields.hours === '' ? null : fields.hours,
      phone: fields.phone,
      services: fields.services.length === 0 ? null : fields.services,
      status: venueStatusNames[fields.status],
      openedOn: fields.openedOn,
      closedOn: fields.closedOn,
    }))
}
