/** Table types (表结构). Printed from the migrated database by `npm run db:types`; do not edit. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>

export interface Tables {
  activityItem: {
    townId: number
    id: string
    packId: string
    position: number
    name: string
  }
  activityPack: {
    townId: number
    id: string
    name: string
    size: number
  }
  appraisalFigure: {
    townId: number
    reportId: string
    position: number
    indicatorId: string
    indicatorVersion: number
    fromDay: string
    toDay: string
    asOf: string
    value: string | null
    shown: string
    rowCount: number
    digest: Buffer
    unitDigest: Buffer
  }
  appraisalItem: {
    townId: number
    id: string
    reportId: string
    roundId: string
    unitId: string
    problem: string
    measure: string
    ownerId: string
    dueOn: string
    doneOn: string | null
    result: string | null
    verifiedBy: string | null
    verifiedOn: string | null
    returnedReason: string | null
  }
  appraisalReport: {
    townId: number
    id: string
    roundId: string
    unitId: string
    presenterId: string
    state: 'scheduled' | 'drafted' | 'presented' | 'commented' | 'fedBack' | 'rectifying' | 'verified'
    achieved: Generated<string>
    lacking: Generated<string>
    nextSteps: Generated<string>
    ownProblems: Generated<string[]>
    presentedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    leaderId: string | null
    comment: string | null
    grade: 'good' | 'fairlyGood' | 'average' | 'poor' | null
    decidedOn: string | null
    letter: string | null
    letterOn: string | null
    closedOn: string | null
    version: Generated<number>
  }
  appraisalRound: {
    townId: number
    id: string
    year: number
    heldOn: string
    title: string
    openedAt: Instant
    openedBy: string | null
    externalCode: string | null
  }
  appraisalTally: {
    townId: number
    reportId: string
    voters: 'leaders' | 'peers' | 'members' | 'residents'
    eligible: number
    good: number
    fairlyGood: number
    average: number
    poor: number
  }
  appraisalVacancy: {
    townId: number
    roundId: string
    unitId: string
  }
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
  contactExemption: {
    townId: number
    id: string
    personId: string
    reason: 'aged' | 'ill' | 'away' | 'other'
    validFrom: string
    validTo: string | null
    recordedBy: string | null
  }
  contactLimit: {
    townId: number
    least: number
    most: number
    source: string
    version: Generated<number>
  }
  duty: {
    townId: number
    id: string
    templateId: string
    unitId: string
    bodyId: string | null
    periodFrom: string
    periodTo: string
    dueOn: string
    dueEstimated: Generated<boolean>
    state: 'upcoming' | 'due' | 'done' | 'overdue' | 'waived'
    doneOn: string | null
    doneRow: string | null
    waivedReason: string | null
    waivedBy: string | null
    version: Generated<number>
  }
  dutyTemplate: {
    townId: number
    id: string
    unitId: string
    name: string
    basisName: string
    basisArticle: string
    basisIssuer: string
    frequency: 'monthly' | 'quarterly' | 'yearly' | 'once'
    binds: 'bodies' | 'units'
    kinds: string[]
    dueRule: 'dayOfPeriod' | 'workingDaysAfter'
    dueCount: number
    fulfilledBy: string | null
    leastRows: Generated<number>
    asks: ColumnType<unknown, string | undefined, string>
    minutes: number
    awaitedBy: string | null
    state: 'draft' | 'issued' | 'withdrawn'
    fromOn: string
    toOn: string
    issuedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    issuedBy: string | null
    version: Generated<number>
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
  gridAssignment: {
    townId: number
    id: string
    membershipId: string
    personId: string
    unitId: string
    kind: 'home' | 'service'
    state: 'assigned' | 'active' | 'suspended' | 'left'
    valid: string
    activeOn: string | null
    suspendedOn: string | null
    suspendReason: 'away' | 'ill' | 'other' | null
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
  household: {
    townId: number
    id: string
    code: string
    unitId: string
    state: 'occupied' | 'movedOut' | 'merged' | 'enteredInError'
    mergedInto: string | null
    occupiedFrom: string
    occupiedTo: string | null
    phoneSealed: Buffer | null
    phoneIndex: Buffer | null
    contactPreference: 'atHome' | 'byPhone' | 'none'
    wantsContactOn: string | null
    codeDigest: Buffer | null
    cardIssuedOn: string | null
    version: Generated<number>
  }
  householdChange: {
    townId: number
    id: string
    verb: 'moveIn' | 'moveOut' | 'relocate' | 'changeHead' | 'split' | 'merge' | 'enterInError'
    householdIds: string[]
    effectiveOn: string
    recordedAt: Instant
    recordedBy: string | null
    undoneAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    undoneBy: string | null
  }
  householdContact: {
    townId: number
    id: string
    householdId: string
    memberId: string
    state: 'proposed' | 'active' | 'declined' | 'ended'
    proposedBy: 'member' | 'household' | 'village'
    proposedOn: string
    memberAgreedOn: string | null
    memberAgreedHow: 'self' | 'onBehalf' | null
    householdAgreedOn: string | null
    householdAgreedHow: 'card' | 'onBehalf' | null
    consentBasis: 'present' | 'byPhone' | 'atHome' | null
    enteredBy: string | null
    nameShown: Generated<boolean>
    startedOn: string | null
    endedOn: string | null
    endReason: 'movedOut' | 'merged' | 'enteredInError' | 'memberLeft' | 'memberExempt' | 'memberAsked' | 'householdAsked' | 'consentWithdrawn' | 'other' | null
    endedByChange: string | null
    version: Generated<number>
  }
  householdPeriod: {
    townId: number
    id: string
    householdId: string
    validFrom: string
    validTo: string | null
    unitId: string
    headSealed: Buffer
    addressSealed: Buffer
    openedBy: string
    closedBy: string | null
  }
  idempotency: {
    townId: number
    scope: string
    key: string
    bodyDigest: Buffer
    answer: Buffer | null
    expiresAt: Instant
  }
  import: {
    townId: number
    id: string
    personId: string
    fileName: string
    state: 'uploaded' | 'checked' | 'done' | 'discarded'
    sheets: ColumnType<unknown, string | undefined, string>
    errorCount: Generated<number>
    progress: ColumnType<unknown, string | null, string | null>
    uploadedAt: Instant
    doneAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    expiresAt: Instant
    fileSealed: Buffer | null
    errorsSealed: Buffer | null
  }
  indicatorCheck: {
    townId: number
    indicatorId: string
    unitId: string
    year: number
    checkedOn: string
    whole: string
    sum: string
  }
  jointDecision: {
    townId: number
    id: string
    meetingId: string
    requestId: string
    kind: 'handler' | 'split' | 'answer'
    bodyId: string | null
    unitId: string | null
    withBodyIds: Generated<string[]>
    decidedBy: string
  }
  jointMeeting: {
    townId: number
    id: string
    heldOn: string
    bodyIds: Generated<string[]>
    unitIds: Generated<string[]>
    recordedBy: string | null
    recordedAt: Instant
  }
  leave: {
    townId: number
    id: string
    personId: string
    deputyId: string
    valid: string
  }
  meeting: {
    townId: number
    id: string
    bodyId: string
    unitId: string
    kind: 'generalMeeting' | 'committeeMeeting' | 'groupMeeting' | 'lecture' | 'themeDay' | 'organisationLife' | 'packActivity'
    itemId: string | null
    title: string
    startsAt: Instant
    endsAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    place: string
    venueId: string | null
    chairId: string | null
    recorderId: string | null
    noticeChannel: 'board' | 'phone' | 'message' | 'inPerson' | null
    noticeOn: string | null
    state: 'planned' | 'held' | 'minuted' | 'cancelled'
    cancelReason: string | null
    minutedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    externalCode: string | null
    version: Generated<number>
    rollVersion: Generated<number>
  }
  meetingAction: {
    townId: number
    id: string
    meetingId: string
    title: string
    ownerId: string
    dueOn: string
    doneOn: string | null
    result: string | null
    acceptedBy: string | null
    acceptedOn: string | null
  }
  meetingAgenda: {
    townId: number
    meetingId: string
    position: number
    kind: 'ordinary' | 'firstTopic' | 'actionReview'
    title: string
    documents: ColumnType<unknown, string | undefined, string>
    discussion: Generated<string>
  }
  meetingMinutes: {
    townId: number
    id: string
    meetingId: string
    text: string
    writtenBy: string | null
    writtenAt: Instant
    reason: string | null
  }
  meetingRoll: {
    townId: number
    id: string
    meetingId: string
    position: number
    personId: string | null
    name: string
    sortKey: string
    part: 'attendee' | 'observer'
    attendance: 'unrecorded' | 'present' | 'excused' | 'absent'
    reason: string | null
    excluded: 'movedAway' | 'unitClosed' | 'termEnded' | 'byRecorder' | 'byRule' | null
    excludedNote: string | null
    probationary: Generated<boolean>
  }
  membershipExclusion: {
    townId: number
    id: string
    membershipId: string
    reason: 'cannotExpress' | 'abroad' | 'servingSentence' | 'bedridden' | 'relationNotMoved'
    valid: string
  }
  membershipPeriod: {
    townId: number
    id: string
    membershipId: string
    bodyId: string | null
    unitId: string
    kind: 'withoutPost' | 'holdsPost' | 'inServiceElsewhere' | 'retired' | 'away'
    valid: string
  }
  membershipTransfer: {
    townId: number
    id: string
    membershipId: string
    fromBodyId: string | null
    fromUnitId: string
    toBodyId: string
    toUnitId: string
    begunOn: string
    state: 'inProgress' | 'completed' | 'cancelled'
    effectiveOn: string | null
  }
  mobilisation: {
    townId: number
    id: string
    title: string
    task: string
    startsOn: string
    endsOn: string
    purgedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    externalCode: string | null
    version: Generated<number>
  }
  mobilisationDecision: {
    townId: number
    id: string
    mobilisationId: string
    kind: 'declare' | 'extend' | 'end'
    number: string
    decidedOn: string
    decidedBy: string | null
    enteredBy: string | null
    endsOn: string
  }
  mobilisationRoster: {
    townId: number
    id: string
    shiftId: string
    mobilisationId: string
    unitId: string
    personId: string | null
    token: string
    state: 'planned' | 'confirmed' | 'withdrawn'
    isMember: boolean | null
    confirmedBy: string | null
    hours: string
  }
  mobilisationShift: {
    townId: number
    id: string
    mobilisationId: string
    unitId: string
    place: string
    startsAt: Instant
    endsAt: Instant
    needed: number
  }
  partyMembership: {
    townId: number
    id: string
    personId: string
    bodyId: string | null
    unitId: string
    kind: 'withoutPost' | 'holdsPost' | 'inServiceElsewhere' | 'retired' | 'away'
    admittedOn: string
    fullOn: string | null
    endedOn: string | null
    endReason: 'withdrew' | 'removed' | 'stopped' | 'expelled' | 'movedOut' | 'died' | null
    version: Generated<number>
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
  plan: {
    townId: number
    id: string
    unitId: string
    name: string
    beginsOn: string
    endsOn: string
  }
  planAspect: {
    townId: number
    id: string
    planId: string
    position: number
    name: string
  }
  planGoal: {
    townId: number
    id: string
    aspectId: string
    position: number
    name: string
    target: number | null
    measure: Generated<string>
    indicator: string | null
    templateId: string | null
    selection: 'modelCentre' | 'starStation' | null
    figure: string | null
    dueOn: string | null
  }
  planItem: {
    townId: number
    id: string
    goalId: string
    name: string
    unitId: string
    bodyId: string | null
    venueId: string | null
    dueOn: string
    doneOn: string | null
    acceptedBy: string | null
    droppedOn: string | null
    droppedReason: string | null
    version: Generated<number>
  }
  plate: {
    townId: number
    id: string
    householdId: string
    unitId: string
    villageId: string
    state: 'offered' | 'consented' | 'issued' | 'mounted' | 'withdrawn' | 'replaced' | 'removed'
    offeredOn: string
    householdAgreedOn: string | null
    householdAgreedHow: 'card' | 'onBehalf' | null
    householdBasis: 'present' | 'byPhone' | 'atHome' | null
    householdNames: Generated<boolean>
    enteredBy: string | null
    number: string | null
    codeDigest: Buffer | null
    issuedOn: string | null
    mountedOn: string | null
    endedOn: string | null
    withdrawnBy: 'household' | 'member' | null
    replaceReason: 'damaged' | 'lost' | 'renamed' | null
    removeReason: 'moved' | 'left' | 'expelled' | 'withdrawn' | 'error' | null
    replaces: string | null
    version: Generated<number>
  }
  plateMember: {
    townId: number
    id: string
    plateId: string
    personId: string
    agreedOn: string | null
    agreedHow: 'self' | 'onBehalf' | null
    basis: 'present' | 'byPhone' | 'atHome' | null
    names: Generated<boolean>
    enteredBy: string | null
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
  refusedDemand: {
    townId: number
    id: string
    kind: 'duty' | 'checklist' | 'rating'
    title: string
    unitId: string
    refusedOn: string
    findings: Json
    yearlyMinutes: number
  }
  reportCloseUp: {
    townId: number
    year: number
    position: number
    unitId: string
    figureId: string
  }
  reportEdition: {
    townId: number
    id: string
    year: number
    edition: number
    asOf: string
    frozenAt: Instant
    frozenBy: string
    reason: string | null
  }
  reportFigure: {
    townId: number
    editionId: string
    position: number
    figureId: string
    part: number
    indicatorId: string | null
    indicatorVersion: number | null
    unitId: string
    fromDay: string
    toDay: string
    asOf: string
    value: string | null
    rowCount: number
    digest: Buffer
    unitDigest: Buffer
    records: Json
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
    jointDecidedOn: string | null
    jointHandlerId: string | null
    askedCount: Generated<number>
    rejectedCount: Generated<number>
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
    version: Generated<number>
    retiredBy: string | null
    retiredAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    retiredReason: string | null
    retiredSource: string | null
  }
  requestCategoryVersion: {
    townId: number
    id: string
    categoryId: string
    valid: string
    workingDays: number
    routeBodyId: string | null
    routeUnitId: string | null
    reason: string | null
    source: string | null
    adoptedBy: string | null
    adoptedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
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
  rightsRequest: {
    townId: number
    id: string
    personId: string
    kind: 'access' | 'correction' | 'objection' | 'deletion' | 'explanation'
    text: string
    state: 'received' | 'identityChecked' | 'located' | 'answered' | 'refused' | 'closed'
    outcome: 'access' | 'corrected' | 'deleted' | 'restricted' | 'explained' | 'refused' | null
    answer: string | null
    appeal: string | null
    receivedAt: Instant
    dueOn: string
    dueEstimated: boolean
    version: Generated<number>
  }
  sealingKey: {
    fingerprint: string
    makesIndex: boolean
    recordedAt: Instant
  }
  standard: {
    townId: number
    id: string
    kind: 'rule' | 'method'
    name: string
    version: Generated<number>
  }
  standardAdoption: {
    townId: number
    id: string
    standardId: string
    unitId: string
    valid: string
  }
  standardEdition: {
    townId: number
    standardId: string
    number: number
    issuer: string
    clauses: Json
    inForceOn: string | null
    publishedBy: string | null
    publishedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  subjectCode: {
    townId: number
    id: string
    personId: string
    digest: Buffer
    issuedBy: string
    issuedAt: Instant
    expiresAt: Instant
    usedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  temporaryBranch: {
    townId: number
    id: string
    mobilisationId: string | null
    unitId: string
    parentId: string
    name: string
    task: string
    proposedBy: string
    proposedOn: string
    proposedEndOn: string
    approved: boolean | null
    number: string | null
    decidedOn: string | null
    decidedBy: string | null
    enteredBy: string | null
    reason: string | null
    bodyId: string | null
    foundedOn: string | null
    endsOn: string | null
    extensions: Generated<number>
    version: Generated<number>
  }
  temporaryBranchSeat: {
    townId: number
    id: string
    branchId: string
    personId: string
    role: 'secretary' | 'deputy' | 'member'
    valid: string
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
  trainingCourse: {
    townId: number
    id: string
    unitId: string
    title: string
    audience: 'secretaries' | 'committees' | 'members' | 'activists' | 'volunteers'
    concentrated: Generated<boolean>
  }
  trainingRoll: {
    townId: number
    id: string
    sessionId: string
    position: number
    personId: string | null
    name: string
    sortKey: string
    attendance: 'unrecorded' | 'present' | 'excused' | 'absent'
    reason: string | null
    excluded: 'movedAway' | 'unitClosed' | 'termEnded' | 'byRecorder' | null
    excludedNote: string | null
    hours: number | null
    clashId: string | null
  }
  trainingSession: {
    townId: number
    id: string
    courseId: string
    unitId: string
    startsAt: Instant
    endsAt: Instant
    placeKind: 'partySchool' | 'teachingPoint' | 'elsewhere'
    place: string
    teacher: string
    length: 'fullDay' | 'halfDay' | 'byHour'
    hours: number
    state: 'planned' | 'held' | 'credited' | 'cancelled'
    cancelReason: string | null
    creditedBy: string | null
    externalCode: string | null
    version: Generated<number>
    rollVersion: Generated<number>
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
