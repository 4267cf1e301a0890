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
    problem: string | null
    measure: string | null
    ownerId: string
    dueOn: string
    doneOn: string | null
    result: string | null
    verifiedBy: string | null
    verifiedOn: string | null
    returnedReason: string | null
    problemSealed: Buffer | null
    measureSealed: Buffer | null
    resultSealed: Buffer | null
    returnedReasonSealed: Buffer | null
  }
  appraisalReport: {
    townId: number
    id: string
    roundId: string
    unitId: string
    presenterId: string
    state: 'scheduled' | 'drafted' | 'presented' | 'commented' | 'fedBack' | 'rectifying' | 'verified'
    achieved: string | null
    lacking: string | null
    nextSteps: string | null
    ownProblems: string[] | null
    presentedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    leaderId: string | null
    comment: string | null
    grade: 'good' | 'fairlyGood' | 'average' | 'poor' | null
    decidedOn: string | null
    letter: string | null
    letterOn: string | null
    closedOn: string | null
    version: Generated<number>
    achievedSealed: Buffer | null
    lackingSealed: Buffer | null
    nextStepsSealed: Buffer | null
    ownProblemsSealed: Buffer | null
    commentSealed: Buffer | null
    letterSealed: Buffer | null
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
  ballot: {
    townId: number
    id: string
    meetingId: string
    unitId: string
    party: boolean
    number: number
    subjectKind: string
    subjectId: string
    title: string
    text: string
    legalMatter: 'ordinary' | 'charter' | 'membership' | 'landContracting' | 'homestead' | 'incomeShares' | 'landCompensation' | 'mergerOrDivision' | 'nonMemberBenefit' | 'election' | 'recall'
    ownInterests: boolean
    state: 'tabled' | 'rollFixed' | 'closed' | 'cancelled'
    roll: ColumnType<unknown, string | null, string | null>
    rule: ColumnType<unknown, string | null, string | null>
    method: 'hands' | 'secret' | null
    votesFor: number | null
    votesAgainst: number | null
    votesAbstain: number | null
    outcome: ColumnType<unknown, string | null, string | null>
    closedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    closedBy: string | null
    cancelReason: string | null
  }
  ballotCancellation: {
    townId: number
    id: string
    ballotId: string
    reason: string
    proposedBy: string
    proposedAt: Instant
    confirmedBy: string | null
    confirmedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  ballotCorrection: {
    townId: number
    id: string
    ballotId: string
    reason: string
    votesFor: number
    votesAgainst: number
    votesAbstain: number
    outcome: Json
    proposedBy: string
    proposedAt: Instant
    confirmedBy: string | null
    confirmedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    text: string | null
  }
  ballotMark: {
    townId: number
    ballotId: string
    lineId: string
    manner: 'inPerson' | 'proxy'
  }
  ballotMarkTakenBack: {
    townId: number
    id: string
    ballotId: string
    lineId: string
    manner: 'inPerson' | 'proxy'
    reason: string
    takenBy: string
    takenAt: Instant
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
  bodySuccession: {
    townId: number
    predecessorId: string
    successorId: string
    effectiveOn: string
    takesRecords: boolean
  }
  certificateKey: {
    townId: number
    id: string
    publicKey: string
    madeAt: Instant
    endedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    leaked: Generated<boolean>
  }
  certificateKeySecret: {
    townId: number
    keyId: string
    privateSealed: Buffer
  }
  certificateStatus: {
    townId: number
    id: number
    credential: string
    line: string
    writtenAt: Instant
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
  decision: {
    townId: number
    id: string
    unitId: string
    line: 'village' | 'collective'
    listId: string
    code: string
    category: string
    proposerKind: 'resident' | 'representative' | 'member' | 'body'
    proposerId: string | null
    proposingBody: string | null
    state: 'draft' | 'registered' | 'branchProposed' | 'boardConsulted' | 'committeesConsulted' | 'membersHeard' | 'partyResearched' | 'membersReviewed' | 'assemblyCalled' | 'failedQuorum' | 'resolved' | 'rejected' | 'disclosed' | 'objected' | 'returned' | 'implementing' | 'resultDisclosed' | 'closed' | 'archived' | 'annulled' | 'correctionOrdered' | 'verdictTurned'
    round: Generated<number>
    fromStage: string | null
    textNumber: Generated<number>
    begunOn: string | null
    resultDueOn: string | null
    urgentReason: string | null
    urgentDocument: string | null
    urgentAskedBy: string | null
    urgentSignedBy: string | null
    ratifyBy: string | null
    ratifiedOn: string | null
    createdBy: string
    createdAt: Instant
    version: Generated<number>
    endedOn: string | null
  }
  decisionAdoption: {
    townId: number
    stageId: string
    adoption: 'adopted' | 'partly' | 'notAdopted'
    reason: string
    answeredOn: string
    answeredBy: string
    answeredAt: Instant
  }
  decisionComment: {
    townId: number
    id: string
    decisionId: string
    content: string
    sentAt: Instant
    replyBy: string
    reply: string | null
    repliedBy: string | null
    repliedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  decisionDeclaration: {
    townId: number
    id: string
    decisionId: string
    personId: string
    capacity: string
    interest: 'none' | 'own' | 'spouse' | 'parentOrChild' | 'sibling' | 'other'
    kinOf: string | null
    recused: boolean
    declaredOn: string
    recordedBy: string
    recordedAt: Instant
  }
  decisionFile: {
    townId: number
    id: string
    decisionId: string
    attachment: string
    name: string
    mediaType: string
    bytesSealed: Buffer
    size: number
    digest: Buffer
    addedBy: string
    addedAt: Instant
  }
  decisionLink: {
    townId: number
    decisionId: string
    targetId: string
    kind: 'ballot' | 'notice'
    round: number
    stage: string
    madeBy: string
    madeAt: Instant
  }
  decisionOrder: {
    townId: number
    id: string
    decisionId: string
    kind: 'annulled' | 'correctionOrdered'
    authority: 'court' | 'town'
    orderedOn: string
    document: string
    recordedBy: string
    recordedAt: Instant
  }
  decisionReplacement: {
    townId: number
    decisionId: string
    supervisorId: string
    document: string
    replacedBy: string
    replacedAt: Instant
  }
  decisionStage: {
    townId: number
    id: string
    decisionId: string
    round: number
    stage: string
    textNumber: number
    heldOn: string
    chairId: string | null
    recorderId: string | null
    outcome: 'registered' | 'passed' | 'notPassed' | 'noQuorum' | 'returned' | 'support' | 'withChanges' | 'reconsider' | 'oppose' | 'withdrawn' | 'refused' | 'urgent' | 'upheld' | 'listed' | 'implementing' | 'closed' | 'archived'
    verdict: string | null
    dissent: Generated<string>
    document: Generated<string>
    reason: Generated<string>
    ballotId: string | null
    noticeId: string | null
    recordedBy: string
    recordedAt: Instant
    previousOn: string | null
    attachments: string | null
    discloseBy: string | null
    wording: Generated<number>
    noticedOn: string | null
  }
  decisionText: {
    townId: number
    decisionId: string
    number: number
    title: string
    body: string
    writtenBy: string
    writtenAt: Instant
    amountFen: number | null
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
  gridSuspension: {
    townId: number
    id: string
    gridId: string
    membershipId: string
    reason: 'away' | 'ill' | 'other'
    valid: string
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
    forgottenOn: string | null
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
    endReason: 'movedOut' | 'merged' | 'enteredInError' | 'memberLeft' | 'memberExempt' | 'memberAsked' | 'memberFull' | 'householdAsked' | 'consentWithdrawn' | 'other' | null
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
    headSealed: Buffer | null
    addressSealed: Buffer | null
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
  interestDeclaration: {
    townId: number
    subjectKind: string
    subjectId: string
    voterId: string
    concerned: boolean
    words: string
    declaredOn: string
    enteredBy: string
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
  matterEntry: {
    townId: number
    listId: string
    code: string
    content: Json
  }
  matterList: {
    townId: number
    id: string
    unitId: string
    number: number
    state: 'draft' | 'consulted' | 'adopted' | 'filed' | 'inForce' | 'superseded'
    seeded: Generated<boolean>
    inForceOn: string | null
    supersededOn: string | null
    version: Generated<number>
  }
  matterListStep: {
    townId: number
    listId: string
    state: 'consulted' | 'adopted' | 'filed' | 'inForce'
    reachedOn: string
    document: string
    recordedBy: string | null
    recordedAt: Instant
  }
  meeting: {
    townId: number
    id: string
    bodyId: string
    unitId: string
    kind: 'generalMeeting' | 'committeeMeeting' | 'groupMeeting' | 'lecture' | 'themeDay' | 'organisationLife' | 'packActivity' | 'boardMeeting' | 'assembly'
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
    rollFixedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
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
    discussion: string | null
    discussionSealed: Buffer | null
  }
  meetingMinutes: {
    townId: number
    id: string
    meetingId: string
    text: string | null
    writtenBy: string | null
    writtenAt: Instant
    reason: string | null
    textSealed: Buffer | null
    reasonSealed: Buffer | null
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
    reasonSealed: Buffer | null
    excludedNoteSealed: Buffer | null
  }
  membershipExclusion: {
    townId: number
    id: string
    membershipId: string
    reason: 'cannotExpress' | 'abroad' | 'servingSentence' | 'bedridden' | 'relationNotMoved' | 'onProbation'
    valid: string
    decision: string | null
    decidedOn: string | null
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
  notice: {
    townId: number
    id: string
    unitId: string
    type: 'decision' | 'result' | 'general' | 'finance' | 'special' | 'voterList' | 'memberAdmission' | 'appointment' | 'hardship' | 'volunteerRecord'
    subjectKind: string
    subjectId: string
    state: 'draft' | 'checked' | 'published' | 'concluded' | 'withdrawn'
    correction: 'draft' | 'checked' | null
    number: Generated<number>
    leastDays: number
    resultDueOn: string | null
    result: string | null
    resultOn: string | null
    resultBy: string | null
    withdrawnOn: string | null
    purposeEndsOn: string | null
    unpublishedOn: string | null
    unpublishReason: string | null
    createdAt: Instant
    version: Generated<number>
    recalledOn: string | null
    recallReason: string | null
  }
  noticeContent: {
    townId: number
    noticeId: string
    number: number
    content: Json
  }
  noticeFile: {
    townId: number
    id: string
    noticeId: string
    name: string
    mediaType: string
    bytes: Buffer
    digest: Buffer
    addedBy: string
    addedAt: Instant
    published: Generated<boolean>
  }
  noticeFinding: {
    townId: number
    noticeId: string
    digest: Buffer
    place: string
    kind: 'phone' | 'address' | 'unread'
    masked: string
    purpose: string
    effect: string
    measures: string
    acceptedBy: string
    acceptedOn: string
    keepUntil: string
  }
  noticeObjection: {
    townId: number
    id: string
    noticeId: string
    number: number
    versionNumber: number
    channel: 'phone' | 'paper' | 'counter' | 'form'
    receivedOn: string
    enteredOn: string
    enteredBy: string | null
    state: 'open' | 'dismissed' | 'upheld'
    decidedOn: string | null
    reason: string | null
    tookDown: Generated<boolean>
  }
  noticeObjectionWords: {
    townId: number
    objectionId: string
    textSealed: Buffer
    nameSealed: Buffer | null
    phoneSealed: Buffer | null
  }
  noticeOpinion: {
    townId: number
    id: string
    objectionId: string
    side: 'supervisor' | 'town'
    outcome: 'dismissed' | 'upheld'
    reason: string
    givenBy: string
    givenAt: Instant
  }
  noticePosting: {
    townId: number
    id: string
    noticeId: string
    versionNumber: number
    place: string
    postedOn: string
    postedBy: string
    removedOn: string | null
    removedBy: string | null
  }
  noticeVersion: {
    townId: number
    noticeId: string
    number: number
    title: string
    days: number
    dayUnit: 'day' | 'workingDay'
    publishedOn: string
    publishedAt: Instant
    publishedBy: string
    submittedBy: string
    reason: string | null
    recordEntryId: string
  }
  noticeWork: {
    townId: number
    noticeId: string
    content: Json
    near: Generated<string[]>
    dropped: Generated<string[]>
    reason: string | null
    submittedBy: string | null
    writers: Generated<string[]>
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
    admittedMeetingId: string | null
    fullMeetingId: string | null
  }
  periodEdition: {
    townId: number
    periodKey: string
    number: number
    days: number
    basis: string
    proposedBy: string
    proposedAt: Instant
    inForceOn: string | null
    adoptedBy: string | null
    adoptedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
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
    forgottenOn: string | null
    forgetOn: string | null
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
    adoptedOn: string | null
    version: Generated<number>
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
  planRevision: {
    townId: number
    id: string
    planId: string
    revisedOn: string
    revisedBy: string
    reason: string
    old: Json
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
    role: 'townClerk' | 'townLeader' | 'townDiscipline' | 'villageSecretary' | 'villageClerk' | 'supervisor' | 'branchSecretary' | 'cooperativeDirector' | 'gridLeader' | 'departmentOfficer' | 'systemAdministrator' | 'securityAdministrator' | 'auditAdministrator' | 'privacyOfficer'
    title: string
    unitId: string
    bodyId: string | null
    openedOn: string
    closedOn: string | null
  }
  postExemption: {
    townId: number
    id: string
    personId: string
    unitId: string
    reason: 'elderly' | 'ill' | 'other'
    begunOn: string
    endedOn: string | null
  }
  postHolding: {
    townId: number
    id: string
    postId: string
    personId: string | null
    unitId: string
    appliedBy: 'self' | 'recommended'
    light: Generated<boolean>
    state: 'applied' | 'decided' | 'published' | 'serving' | 'evaluated' | 'declined' | 'changed' | 'ended'
    appliedOn: string
    decidedOn: string | null
    meetingId: string | null
    publishedOn: string | null
    servingFrom: string | null
    endedOn: string | null
    endReason: string | null
    shownOn: string | null
    forgottenOn: string | null
  }
  postLog: {
    townId: number
    id: string
    holdingId: string
    doneOn: string
    what: string
    outcome: Generated<string>
  }
  postReview: {
    townId: number
    holdingId: string
    year: number
    ownText: string | null
    grade: 'good' | 'ok' | 'poor' | 'changed' | null
    massesRemark: string | null
  }
  rating: {
    townId: number
    id: string
    cycleId: string
    membershipId: string
    personId: string
    exempt: 'elderly' | 'ill' | 'pregnant' | 'away' | null
    proposed: number | null
    star: number | null
    reason: string | null
    vetoDecision: string | null
    decidedBy: string | null
    decidedOn: string | null
    secondBy: string | null
    awaitsSecond: Generated<boolean>
    humanAskedOn: string | null
    version: Generated<number>
    reasonSealed: Buffer | null
    vetoDecisionSealed: Buffer | null
  }
  ratingContest: {
    townId: number
    id: string
    ratingId: string
    factId: string | null
    kind: 'wrong' | 'missing' | 'appeal'
    source: string | null
    text: string | null
    raisedOn: string
    dueOn: string
    dueEstimated: boolean
    answererId: string
    state: 'open' | 'upheld' | 'rejected'
    answer: string | null
    answeredBy: string | null
    answeredOn: string | null
    textSealed: Buffer | null
    answerSealed: Buffer | null
  }
  ratingCycle: {
    townId: number
    id: string
    bodyId: string
    unitId: string
    year: number
    ruleSetId: string
    state: 'draft' | 'selfCheck' | 'branchReview' | 'shownInBranch' | 'objections' | 'confirmed' | 'notified' | 'appeal' | 'archived'
    selfCheckUntil: string | null
    shownWhere: 'generalMeeting' | 'branchRoom' | null
    shownOn: string | null
    shownUntil: string | null
    pausedOn: string | null
    confirmedOn: string | null
    notifiedOn: string | null
    appealUntil: string | null
    archivedOn: string | null
    scoresDeletedOn: string | null
    version: Generated<number>
  }
  ratingFact: {
    townId: number
    id: string
    ratingId: string
    source: string
    recordId: string | null
    title: string
    day: string
    amount: string
    due: string
    excused: Generated<boolean>
    amountBefore: string | null
    enteredBy: string | null
  }
  ratingRuleSet: {
    townId: number
    id: string
    title: string
    fromYear: number
    state: 'draft' | 'adopted'
    basis: Json
    dimensions: Json
    bands: Json
    decision: string | null
    adoptedBy: string | null
    adoptedOn: string | null
    version: Generated<number>
  }
  recordCheckpoint: {
    townId: number
    size: number
    root: Buffer
    madeAt: Instant
    volume: number
  }
  recordCosignature: {
    townId: number
    size: number
    witnessId: string
    line: string
    cosignedAt: Instant
    volume: number
  }
  recordEntry: {
    townId: number
    id: string
    kind: string
    subject: string
    at: Instant
    commitment: Buffer
  }
  recordKey: {
    townId: number
    id: string
    origin: string
    publicKey: Buffer
    madeAt: Instant
    volume: number
  }
  recordKeySecret: {
    townId: number
    keyId: string
    privateSealed: Buffer
  }
  recordLeaf: {
    townId: number
    number: number
    entryId: string
    volume: number
  }
  recordNode: {
    townId: number
    level: number
    position: number
    hash: Buffer
    volume: number
  }
  recordPending: {
    townId: number
    entryId: string
  }
  recordSalt: {
    townId: number
    entryId: string
    salt: Buffer
  }
  recordSetting: {
    townId: number
    required: number
  }
  recordSignature: {
    townId: number
    size: number
    keyId: string
    line: string
    volume: number
  }
  recordVolume: {
    townId: number
    number: number
    id: string
    reason: string
    proposedBy: string
    proposedAt: Instant
    begunBy: string | null
    begunAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    closedOrigin: string | null
    closedSize: number | null
    closedRoot: Buffer | null
  }
  recordWitness: {
    townId: number
    id: string
    name: string
    vkey: string
    url: string | null
    addedAt: Instant
    endedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  recusal: {
    townId: number
    ballotId: string
    lineId: string
    reason: string
  }
  refusedDemand: {
    townId: number
    id: string
    kind: 'duty' | 'checklist' | 'rating'
    title: string | null
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
    wording: number
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
    section: string
    title: string
    waits: string
    unitName: string
    nameZh: string
    definition: string
    measure: string
    aggregate: 'count' | 'distinct' | 'sum' | 'ratio' | null
    countsPeople: boolean
    suppressed: boolean
  }
  reportIn: {
    townId: number
    id: string
    personId: string | null
    unitId: string
    workUnit: Generated<string>
    workBranch: Generated<string>
    workContact: Generated<string>
    skills: Generated<string>
    times: Generated<string>
    means: 'online' | 'counter'
    state: 'invited' | 'reported' | 'accepted' | 'refused' | 'inGrid' | 'renewed' | 'left' | 'exempt' | 'withdrawn'
    begunOn: string
    reportedOn: string | null
    acceptedOn: string | null
    gridUnitId: string | null
    renewedOn: string | null
    endedOn: string | null
    endReason: string | null
    exemptReason: 'ill' | 'retired' | null
    redirectUnitId: string | null
    externalCode: string | null
    forgottenOn: string | null
  }
  reportNote: {
    townId: number
    id: string
    reportInId: string
    half: string
    hasReported: boolean
    minutes: number
    remark: string
    state: 'shown' | 'read' | 'objected' | 'sent'
    shownOn: string
    personRemark: string | null
    readOn: string | null
    sentOn: string | null
    version: Generated<number>
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
    solvedBy: 'resident' | 'sharedCode' | 'onBehalf' | null
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
    involved: Generated<string[]>
    codeToldTo: Generated<string[]>
  }
  requestCall: {
    townId: number
    id: string
    requestId: string
    about: 'accepted' | 'notAccepted' | 'proposed' | 'unanswered' | 'merged' | 'mergedProposed' | 'separated'
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
    text: string | null
    state: 'received' | 'identityChecked' | 'located' | 'answered' | 'refused' | 'closed'
    outcome: 'access' | 'corrected' | 'deleted' | 'restricted' | 'explained' | 'refused' | null
    answer: string | null
    appeal: string | null
    receivedAt: Instant
    dueOn: string
    dueEstimated: boolean
    version: Generated<number>
    textSealed: Buffer | null
    answerSealed: Buffer | null
    closedOn: string | null
  }
  sealingKey: {
    fingerprint: string
    makesIndex: boolean
    recordedAt: Instant
  }
  serviceEntry: {
    townId: number
    id: string
    personId: string | null
    unitId: string
    reportInId: string | null
    holdingId: string | null
    wishId: string | null
    startsAt: Instant
    endsAt: Instant
    activity: string
    state: 'entered' | 'confirmed' | 'refused'
    confirmedBy: string | null
    refuseReason: string | null
    doubled: Generated<boolean>
    forgottenOn: string | null
  }
  servicePost: {
    townId: number
    id: string
    unitId: string
    kindCode: string
    headcount: number
    conditions: Generated<string>
    openedOn: string
    closedOn: string | null
    externalCode: string | null
  }
  servicePostKind: {
    townId: number
    code: string
    name: string
    class: 'develop' | 'supervise' | 'maintain' | 'promote'
    duties: string
    adoptedOn: string
  }
  signatureApproval: {
    townId: number
    meetingId: string
    personId: string
    textDigest: Buffer
    approvedAt: Instant
    how: 'signedIn' | 'code'
    codeFrom: string | null
    isOwn: Generated<boolean>
  }
  signatureComparison: {
    townId: number
    sheetId: string
    personId: string
    verdict: 'same' | 'different'
    comparedAt: Instant
  }
  signatureMeeting: {
    townId: number
    meetingId: string
    unitId: string
    code: string
    textSealed: Buffer
    textDigest: Buffer
    version: Generated<number>
  }
  signatureSheet: {
    townId: number
    id: string
    meetingId: string
    unitId: string
    state: 'accepted' | 'underComparison' | 'refused'
    reason: string | null
    broughtBy: string
    broughtAt: Instant
    fileDigest: Buffer | null
    pictureDigest: Buffer | null
    pictureSealed: Buffer | null
    similarity: Buffer | null
    resembles: string | null
    differingBits: number | null
    textDigest: Buffer
  }
  signatureText: {
    townId: number
    meetingId: string
    number: number
    textSealed: Buffer
    textDigest: Buffer
    replacedAt: Instant
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
  starCommunity: {
    townId: number
    id: string
    unitId: string
    year: number
    state: 'proposed' | 'granted' | 'declined'
    ruleId: string
    teams: number
    slots: number
    volunteers: number
    onSite: number
    organiser: number
    proposedBy: string
    proposedOn: string
    decidedBy: string | null
    decidedOn: string | null
    basis: string | null
    version: Generated<number>
  }
  starCommunityRule: {
    townId: number
    id: string
    fromYear: number
    leastTeams: number
    leastSlots: number
    leastVolunteers: number
    leastMinutes: number
    source: string
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
  temporaryBranchDecision: {
    townId: number
    id: string
    branchId: string
    kind: 'approve' | 'decline' | 'extend'
    number: string | null
    decidedOn: string
    decidedBy: string | null
    enteredBy: string | null
    endsOn: string | null
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
  thresholdEdition: {
    townId: number
    settingId: string
    number: number
    parts: Json
    basis: string
    proposedBy: string
    proposedAt: Instant
    inForceOn: string | null
    adoptedBy: string | null
    adoptedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    article: string | null
  }
  thresholdSetting: {
    townId: number
    id: string
    ruleKey: string
    unitId: string
    version: Generated<number>
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
    name: string | null
    sortKey: string
    attendance: 'unrecorded' | 'present' | 'excused' | 'absent'
    reason: string | null
    excluded: 'movedAway' | 'unitClosed' | 'termEnded' | 'byRecorder' | null
    excludedNote: string | null
    hours: number | null
    clashId: string | null
    reasonSealed: Buffer | null
    excludedNoteSealed: Buffer | null
    counted: boolean | null
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
    rollForgottenOn: string | null
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
    outOfUse: Generated<string>
  }
  visit: {
    townId: number
    id: string
    householdId: string
    unitId: string
    state: 'planned' | 'attempted' | 'declined' | 'done' | 'itemsRaised' | 'allFollowed' | 'closed'
    rule: 'asked' | 'monthly' | 'again' | 'newcomer' | 'halfYear' | 'unplanned'
    plannedFor: string | null
    personId: string | null
    visitedOn: string | null
    way: 'atHome' | 'byPhone' | null
    outcome: 'met' | 'nobodyHome' | 'declined' | null
    topics: Generated<string[]>
    noteSealed: Buffer | null
    needsFollowUp: Generated<boolean>
    mayContact: Generated<boolean>
    closedOn: string | null
    version: Generated<number>
  }
  visitCommand: {
    townId: number
    id: string
    visitId: string | null
    digest: Buffer
    doneOn: string
  }
  visitItem: {
    townId: number
    id: string
    visitId: string
    requestId: string
  }
  visitRhythm: {
    townId: number
    householdId: string
    monthlySince: string | null
    askedOn: string | null
    notBefore: string | null
    noLedger: Generated<boolean>
    stubYears: Generated<number[]>
  }
  visitStub: {
    townId: number
    id: string
    unitId: string
    visitedOn: string
  }
  volunteer: {
    townId: number
    personId: string
    consentedOn: string
    enteredBy: string | null
    skills: string
    times: string
    bornOn: string | null
    guardianSealed: Buffer | null
    guardianConsentedOn: string | null
    bannedFrom: string | null
    bannedUntil: string | null
    banReason: string | null
    bannedBy: string | null
    leftOn: string | null
  }
  volunteerActivity: {
    townId: number
    id: string
    unitId: string
    teamId: string | null
    title: string
    about: string
    venueId: string | null
    place: string
    contactName: string
    contactPhone: string | null
    needs: string
    minAge: number
    risky: boolean
    insuranceNumber: string | null
    checkedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    checkedBy: string | null
    openedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  volunteerCall: {
    townId: number
    id: string
    signUpId: string
    slotId: string
    about: 'cancelled' | 'moved' | 'movedAndBusy'
    dueAt: Instant
    doneAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    doneBy: string | null
  }
  volunteerCap: {
    townId: number
    id: string
    fromOn: string
    minutesEach: number
    minutesMonthly: number
    source: string
  }
  volunteerCertificate: {
    townId: number
    id: string
    personId: string
    name: string
    maskedName: string
    unitId: string
    fromOn: string
    toOn: string
    onSite: number
    organiser: number
    state: 'posted' | 'withdrawn' | 'refused' | 'issued' | 'revoking' | 'revoked' | 'expired'
    askedAt: Instant
    askedBy: string | null
    postedOn: string
    refuseReason: string | null
    serial: string | null
    codeDigest: Buffer | null
    issuedOn: string | null
    validUntil: string | null
    issuedBy: string | null
    responsible: string | null
    officePhone: string | null
    keyId: string | null
    listIndex: number | null
    credential: string | null
    line: string | null
    revokeReason: string | null
    revokeAskedBy: string | null
    revokedBy: string | null
    revokedOn: string | null
    version: Generated<number>
  }
  volunteerCertificateEntry: {
    townId: number
    certificateId: string
    hoursId: string
    title: string
    unitName: string
    servedOn: string
    credited: number
    grade: 'onSite' | 'organiser'
  }
  volunteerCode: {
    townId: number
    id: string
    slotId: string
    personId: string
    digest: Buffer
    sentAt: Instant
    expiresAt: Instant
    misses: Generated<number>
    usedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  volunteerCorrection: {
    townId: number
    id: string
    hoursId: string
    oldMinutes: number
    newMinutes: number
    reason: string
    disputeId: string | null
    proposedBy: string
    proposedAt: Instant
    agreedBy: string | null
    decidedBy: string | null
    state: 'proposed' | 'made' | 'refused'
  }
  volunteerDispute: {
    townId: number
    id: string
    hoursId: string
    text: string
    raisedAt: Instant
    state: 'open' | 'upheld' | 'rejected'
    answer: string | null
    answeredBy: string | null
  }
  volunteerHours: {
    townId: number
    id: string
    slotId: string
    signUpId: string | null
    personId: string
    name: string
    sortKey: string
    startsAt: Instant
    endsAt: Instant
    minutes: number
    credited: number
    grade: 'onSite' | 'organiser' | 'enteredLater'
    state: 'pending' | 'standing' | 'refused'
    enteredBy: string | null
    enteredOn: string
    publicReason: string | null
    decidedBy: string | null
    postedOn: string | null
    flags: Generated<string[]>
    checkedBy: string | null
    checkNote: string | null
  }
  volunteerSignUp: {
    townId: number
    id: string
    slotId: string
    personId: string
    name: string
    sortKey: string
    position: number
    startsAt: Instant
    endsAt: Instant
    state: 'standing' | 'withdrawn' | 'moved' | 'swapped'
    enteredAt: Instant
    enteredBy: string | null
    attendance: Generated<'unrecorded' | 'present' | 'excused' | 'absent'>
    reason: string | null
    volunteerConfirmedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    organiserConfirmedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    organiserConfirmedBy: string | null
  }
  volunteerSlot: {
    townId: number
    id: string
    activityId: string
    unitId: string
    teamId: string | null
    startsAt: Instant
    endsAt: Instant
    places: number
    state: 'draft' | 'checked' | 'open' | 'full' | 'running' | 'finished' | 'hoursPosted' | 'disputeWindow' | 'locked' | 'corrected' | 'cancelled'
    cancelReason: string | null
    movedTo: string | null
    postedOn: string | null
    postedBy: string | null
    externalCode: string | null
    rollVersion: Generated<number>
  }
  volunteerSwap: {
    townId: number
    id: string
    signUpId: string
    fromPersonId: string
    wantedSlotId: string | null
    codeDigest: Buffer
    toPersonId: string | null
    state: 'offered' | 'done' | 'withdrawn'
    offeredAt: Instant
  }
  volunteerTeam: {
    townId: number
    id: string
    unitId: string
    name: string
    leaderId: string | null
    foundedOn: string | null
    closedOn: string | null
    externalCode: string | null
    version: Generated<number>
  }
  voteObserver: {
    townId: number
    id: string
    meetingId: string
    name: string
    capacity: string
    opinion: string | null
    reply: string | null
  }
  voter: {
    townId: number
    id: string
    unitId: string
    bodyId: string
    decidingBody: 'villagersAssembly' | 'villagerRepresentatives' | 'villagersGroup' | 'villageElectors' | 'residentsAssembly' | 'residentRepresentatives' | 'collectiveMembers' | 'collectiveRepresentatives' | 'collectiveBoard' | 'branchCommittee' | 'jointCommittees'
    code: string
    personId: string | null
    householdId: string | null
    name: string
    sortKey: string
    householdKey: string
    represents: boolean
    standing: 'voter' | 'probationary' | 'onProbation' | 'incapable'
    standingReason: string | null
    validFrom: string
    validTo: string | null
    version: Generated<number>
  }
  votingFile: {
    townId: number
    id: string
    meetingId: string
    ballotId: string | null
    name: string
    mediaType: string
    bytesSealed: Buffer
    size: number
    digest: Buffer
    addedBy: string
    addedAt: Instant
  }
  votingMeeting: {
    townId: number
    meetingId: string
    decidingBody: 'villagersAssembly' | 'villagerRepresentatives' | 'villagersGroup' | 'villageElectors' | 'residentsAssembly' | 'residentRepresentatives' | 'collectiveMembers' | 'collectiveRepresentatives' | 'collectiveBoard' | 'branchMeeting' | 'membersReview' | 'branchCommittee' | 'jointCommittees'
    route: 'voters' | 'households' | 'groups'
    mostProxies: number
    noticeFault: string | null
    rollDrawnAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    rollFixedAt: ColumnType<Date | null, Date | string | null, Date | string | null>
    rollFixedBy: string | null
  }
  votingRoll: {
    townId: number
    id: string
    meetingId: string
    entryId: string
    voterId: string | null
    personId: string | null
    name: string
    householdKey: string
    standing: 'voter' | 'probationary' | 'onProbation' | 'incapable'
    leftOut: 'cannotExpress' | 'abroad' | 'servingSentence' | 'bedridden' | 'relationNotMoved' | null
    leftOutDecision: string | null
    holderId: string | null
    proxyRelation: string | null
    proxyOn: string | null
    present: boolean | null
    leftOutDrawn: Generated<boolean>
  }
  wish: {
    townId: number
    id: string
    unitId: string
    text: string
    whomSealed: Buffer | null
    postedBy: string | null
    postedOn: string
    expiresOn: string
    state: 'posted' | 'claimed' | 'doing' | 'delivered' | 'confirmed' | 'closed' | 'expired' | 'withdrawn'
    claimedBy: string | null
    deliveredOn: string | null
    closedOn: string | null
    externalCode: string | null
    claimedOn: string | null
    forgottenOn: string | null
  }
}
