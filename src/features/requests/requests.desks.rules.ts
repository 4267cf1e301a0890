/** Desks (办理台): pure. Whose posts take cases, lowest first; a case about officials goes around the village's. */
import type { Role } from '#platform/shared/actor.ts'

/** Posts whose desk a case can lie on, lowest first. */
export const deskRoles: readonly Role[] = ['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary', 'townClerk']
/** A case about officials lies on the discipline office's desk alone. */
export const officialsDeskRoles: readonly Role[] = ['townDiscipline']
export const deskRolesFor = ({ aboutOfficials }: { aboutOfficials: boolean }) => (aboutOfficials ? officialsDeskRoles : deskRoles)

/** Posts that enter cases for others at a counter, by phone or at the door. */
export const counterRoles: readonly Role[] = [...deskRoles, ...officialsDeskRoles]
/** Posts whose counter serves the resident of this case. */
export const counterRolesFor = ({ aboutOfficials }: { aboutOfficials: boolean }) => (aboutOfficials ? officialsDeskRoles : counterRoles)
