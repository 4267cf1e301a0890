/** Volunteer certificates (志愿服务证明): the shapes that the console's list asks for before its page is loaded. */
import { z } from 'zod'

export const VolunteerCertificateState = z.enum(['posted', 'withdrawn', 'refused', 'issued', 'revoking', 'revoked', 'expired'])
export type VolunteerCertificateState = z.infer<typeof VolunteerCertificateState>
