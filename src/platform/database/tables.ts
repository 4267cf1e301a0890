/** Table types (表结构). Printed from the migrated database by `npm run db:types`; do not edit. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>

export interface Tables {
  body: {
    townId: number
    id: string
    line: 'party' | 'selfGovernment' | 'economy' | 'department'
    kind: string
    externalCode: string | null
    foundedOn: string
    dissolvedOn: string | null
  }
  bodyCoverage: {
    townId: number
    bodyId: string
    unitId: string
    valid: string
  }
  bodyPeriod: {
    townId: number
    bodyId: string
    line: string
    parentId: string | null
    name: string
    valid: string
  }
  event: {
    townId: number
    id: string
    name: string
    subjectKind: string
    subjectId: string
    unitId: string | null
    actor: string
    actorPersonId: string | null
    at: Instant
    details: ColumnType<unknown, string | undefined, string>
  }
  holiday: {
    day: string
    kind: 'off' | 'work'
    name: string
    year: number
  }
  holidayYear: {
    year: number
    source: string
  }
  idempotency: {
    townId: number
    scope: string
    key: string
    bodyDigest: Buffer
    answer: Buffer | null
    expiresAt: Instant
  }
  leave: {
    townId: number
    id: string
    personId: string
    deputyId: string
    valid: string
  }
  person: {
    townId: number
    id: string
    name: string
    sortKey: string
    phoneSealed: Buffer | null
    phoneIndex: Buffer | null
    unitId: string
    externalCode: string | null
    createdAt: Instant
  }
  post: {
    townId: number
    id: string
    role: 'townClerk' | 'townLeader' | 'townDiscipline' | 'villageSecretary' | 'villageClerk' | 'supervisor' | 'branchSecretary' | 'gridLeader' | 'departmentOfficer' | 'systemAdministrator' | 'securityAdministrator' | 'auditAdministrator' | 'privacyOfficer'
    title: string
    unitId: string
    bodyId: string | null
    openedOn: string
    closedOn: string | null
  }
  term: {
    townId: number
    id: string
    postId: string
    personId: string
    valid: string
    shownToResidents: Generated<boolean>
  }
  town: {
    id: number
    code: string
    name: string
    createdAt: Instant
  }
  unit: {
    townId: number
    id: string
    kind: 'town' | 'community' | 'village' | 'cooperative' | 'quarter' | 'grid' | 'householdGroup' | 'zone'
    code: string | null
    openedOn: string
    closedOn: string | null
  }
  unitPeriod: {
    townId: number
    unitId: string
    parentId: string | null
    name: string
    shortName: string
    valid: string
    path: string[]
  }
  unitSuccession: {
    townId: number
    predecessorId: string
    successorId: string
    effectiveOn: string
  }
}
