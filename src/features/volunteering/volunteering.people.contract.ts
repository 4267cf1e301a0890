/** Volunteers (志愿者): what crosses the wire about registering, one's own page and stars. */
import { z } from 'zod'
import { PhoneReason } from '#features/people/people.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { Hours, Registration, SignUp, Star, Volunteer } from './volunteering.shapes.contract.ts'

const onePerson = z.object({ personId: Id })

export const peopleEndpoints = {
  volunteers: defineEndpoint({
    name: 'volunteering.volunteers',
    method: 'GET',
    path: '/volunteers',
    summary: 'Volunteers that one keeps, by name; there is no order by hours.',
    access: 'staff',
    query: z.object({ below: Id.optional(), q: z.string().trim().min(1).max(50).optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Volunteer).extend({ total: z.number().int() }),
  }),
  register: defineEndpoint({
    name: 'volunteering.register',
    method: 'PUT',
    path: '/volunteers/:personId',
    summary: 'Register a person who agreed, oneself or at the counter; minors with their guardian. Again: change it.',
    access: 'staff',
    params: onePerson,
    body: Registration,
    response: Volunteer,
  }),
  ban: defineEndpoint({
    name: 'volunteering.ban',
    method: 'PUT',
    path: '/volunteers/:personId/ban',
    summary: 'Exclude a volunteer up to a day with the reason, or end it; the volunteer reads why.',
    access: 'staff',
    params: onePerson,
    body: z.object({ until: LocalDate.nullable(), reason: typed('原因', 2, 200) }),
    response: Volunteer,
  }),
  revealGuardian: defineEndpoint({
    name: 'volunteering.revealGuardian',
    method: 'POST',
    path: '/volunteers/:personId/guardian',
    summary: 'Open the guardian’s name, with the reason; it is kept who opened it.',
    access: 'staff',
    params: onePerson,
    body: z.object({ reason: PhoneReason }),
    response: z.object({ guardianName: z.string() }),
  }),
  mine: defineEndpoint({
    name: 'volunteering.mine',
    method: 'GET',
    path: '/volunteers/me',
    summary: 'What is kept about oneself: registration, sign-ups, hours with their grades, stars.',
    access: 'staff',
    response: z.object({ volunteer: Volunteer.nullable(), signUps: z.array(SignUp), hours: z.array(Hours), star: Star }),
  }),
  withdrawConsent: defineEndpoint({
    name: 'volunteering.withdrawConsent',
    method: 'PUT',
    path: '/volunteers/me/withdrawal',
    summary: 'Take the own registration back, without a reason; places to come go to the next, hours that were served stay.',
    access: 'subject',
    response: z.object({ leftSlots: z.number().int() }),
  }),
  record: defineEndpoint({
    name: 'volunteering.record',
    method: 'GET',
    path: '/volunteers/:personId/record',
    summary: 'Hours and stars of one volunteer, each star down to its records; for the person and the office that keeps them.',
    access: 'staff',
    params: onePerson,
    response: z.object({ volunteer: Volunteer, hours: z.array(Hours), star: Star }),
  }),
}
