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
    version: Generated<number>
  }
  bodyCoverage: {
    townId: number
    bodyId: string
    unitId: string
    valid: string
    recordedOn: Generated<string>
  }
  bodyPeriod: {
    townId: number
    bodyId: string
    line: string
    parentId: string | null
    name: string
    valid: string
    recordedOn: Generated<string>
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
    version: Generated<number>
  }
  photoContent: {
    townId: number
    digest: Buffer
    bytes: Buffer
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
  request: {
    townId: number
    id: string
    number: string
    codeDigest: Buffer
    title: string
    text: string
    near: string
    categoryId: string | null
    unitId: string
    custodyUnitId: string
    handlerUnitId: string
    assignedBodyId: string | null
    assignedPersonId: string | null
    handledBy: Generated<string[]>
    state: 'submitted' | 'accepted' | 'notAccepted' | 'assigned' | 'inProgress' | 'paused' | 'proposed' | 'rejectedByResident' | 'solved' | 'unanswered' | 'returned' | 'withdrawn' | 'merged'
    channel: 'web' | 'counter' | 'phone' | 'visit' | 'hotline'
    outsideNumber: string | null
    enteredBy: string | null
    consentBasis: 'present' | 'byPhone' | 'atHome' | 'hotlineRecord' | null
    publicAgreed: Generated<boolean>
    publicLine: string | null
    aboutOfficials: Generated<boolean>
    nameSealed: Buffer | null
    phoneSealed: Buffer | null
    addressSealed: Buffer | null
    phoneIndex: Buffer | null
    submittedAt: Instant
    levelSince: Instant
    levelDueOn: string | null
    clockState: 'running' | 'paused' | 'waiting' | 'ended'
    clockLimit: number
    clockUsed: number
    dueOn: string | null
    soonOn: string | null
    clockEstimated: Generated<boolean>
    pauseUntil: string | null
    answerDueOn: string | null
    closedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    solvedBy: 'resident' | 'onBehalf' | null
    returnCount: Generated<number>
    jointMeetingOn: string | null
    reopenedCount: Generated<number>
    mergedInto: string | null
    searchText: string
    search: GeneratedAlways<string>
    updatedAt: Instant
    version: Generated<number>
  }
  requestCall: {
    townId: number
    id: string
    requestId: string
    about: 'accepted' | 'notAccepted' | 'proposed' | 'unanswered'
    dueAt: Instant
    doneAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    doneBy: string | null
    outcome: 'reached' | 'notReached' | 'declined' | null
  }
  requestCategory: {
    townId: number
    id: string
    parentId: string | null
    code: string
    name: string
    workingDays: number
    owner: string
    reason: string
    open: Generated<boolean>
  }
  requestCopy: {
    townId: number
    requestId: string
    personId: string
  }
  requestCounter: {
    townId: number
    unitId: string
    year: number
    last: number
  }
  requestNote: {
    townId: number
    id: string
    requestId: string
    eventId: string
    text: string
  }
  requestPhoto: {
    townId: number
    id: string
    requestId: string | null
    formKey: Buffer | null
    digest: Buffer
    width: number
    height: number
    addedAt: Instant
  }
  requestRoute: {
    townId: number
    id: string
    categoryId: string
    unitId: string | null
    bodyId: string
    owner: string
    reason: string
  }
  sealingKey: {
    fingerprint: string
    makesIndex: boolean
    recordedAt: Instant
  }
  term: {
    townId: number
    id: string
    postId: string
    personId: string
    valid: string
    shownToResidents: Generated<boolean>
    successorId: string | null
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
    version: Generated<number>
    externalCode: string | null
  }
  unitPeriod: {
    townId: number
    unitId: string
    parentId: string | null
    name: string
    shortName: string
    valid: string
    path: string[]
    recordedOn: Generated<string>
  }
  unitSuccession: {
    townId: number
    predecessorId: string
    successorId: string
    effectiveOn: string
  }
  venue: {
    townId: number
    id: string
    kind: 'townCentre' | 'villageCentre' | 'station' | 'partyPark' | 'park' | 'redBase' | 'redHouse' | 'antiCrimeBase'
    name: string
    unitId: string
    bodyId: string | null
    address: string
    hours: string
    phone: string | null
    services: Generated<string[]>
    status: 'planned' | 'building' | 'inUse' | 'closed'
    openedOn: string | null
    closedOn: string | null
    externalCode: string | null
    version: Generated<number>
  }
}
