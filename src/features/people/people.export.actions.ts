/** People and terms in an export (人员和任职导出): rows out. */
import { codesOfBodies } from '#features/bodies/bodies.export.actions.ts'
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { maskPhone } from '#platform/shared/masking.ts'
import { everyone, everyTerm } from './people.export.queries.ts'
import { phonePlace } from './people.rules.ts'
import type { PersonRow, TermRow } from './people.workbook.ts'

/**
 * Everyone the reader may see, by name; where one has no code, the id is the code. A telephone that goes out whole is a telephone opened:
 * an event that its owner reads.
 */
export async function exportPersonRows(context: Context, phones: 'masked' | 'full'): Promise<PersonRow[]> {
  const units = await codesOfUnits(context)
  const people = await everyone(context.db)
  if (phones === 'full') {
    const opened = people.filter(({ phoneSealed }) => phoneSealed !== null)
    const told = opened.map(({ id, unitId }) => ({ subject: { kind: 'person', id, unitId }, details: { reason: 'export' } }))
    await context.recordEach('people.revealPhone', told)
  }
  return people.map(({ id, name, unitId, externalCode, phoneSealed }) => {
    const phone = phoneSealed && context.sealing.open(phoneSealed, phonePlace)
    return { code: externalCode ?? id, name, phone: phone && (phones === 'full' ? phone : maskPhone(phone)), unitCode: units.get(unitId)! }
  })
}

/** Terms of the people whom the reader may see. */
export async function exportTermRows(context: Context): Promise<TermRow[]> {
  const [units, bodies] = [await codesOfUnits(context), await codesOfBodies(context)]
  return (await everyTerm(context.db)).map(term => ({
    personCode: term.externalCode ?? term.personId,
    role: roleNames[term.role],
    title: term.title,
    unitCode: units.get(term.unitId)!,
    bodyCode: term.bodyId === null ? null : bodies.get(term.bodyId)!,
    from: term.from,
    until: term.until,
    shown: term.shownToResidents ? '是' : '否',
  }))
}
