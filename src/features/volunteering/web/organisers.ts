/** The posts whose office organises volunteering (组织者); for what to offer, the server decides. */
import type { Role } from '#platform/shared/actor.ts'

export const organisers: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary']
