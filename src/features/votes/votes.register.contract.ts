/**
 * Registers of the eligible (表决权名册): what crosses the wire about who may vote in a body, and what concerns its board.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { BallotSubject, Declaration, RegisterBody, Voter, VoterFields } from './votes.shapes.contract.ts'

export const registerProblems = {
  codeTaken: {
    type: '/problems/votes/code-taken',
    status: 409,
    title: '这个名册编号已经有人用',
    remedy: '请换一个编号。',
  },
} as const satisfies Record<string, ProblemKind>

/** Who keeps a register: a body that one may call together, with the registers that it has. */
export const Host = z.object({ id: Id, name: z.string(), unitId: Id, unitName: z.string(), line: z.string(), kind: z.string() })
export type Host = z.infer<typeof Host>

const place = z.object({ bodyId: Id, decidingBody: RegisterBody })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const registerEndpoints = {
  hosts: defineEndpoint({
    name: 'votes.hosts',
    method: 'GET',
    path: '/voting-hosts',
    summary: 'Bodies whose votes the caller keeps.',
    access: 'staff',
    response: z.object({ items: z.array(Host) }),
  }),
  register: defineEndpoint({
    name: 'votes.register',
    method: 'GET',
    path: '/voting-registers/:bodyId/:decidingBody',
    summary: 'The register of the eligible of a body on a day, by name.',
    access: 'staff',
    params: place,
    query: z.object({ on: LocalDate.optional() }),
    response: z.object({ on: LocalDate, items: z.array(Voter), households: z.number().int(), allowedActions: z.array(z.string()) }),
  }),
  enterVoter: defineEndpoint({
    name: 'votes.enterVoter',
    method: 'POST',
    path: '/voting-registers/:bodyId/:decidingBody/voters',
    summary: 'Put someone on the register.',
    access: 'staff',
    params: place,
    body: VoterFields,
    response: Voter,
    creates: true,
    problems: [registerProblems.codeTaken],
  }),
  changeVoter: defineEndpoint({
    name: 'votes.changeVoter',
    method: 'PUT',
    path: '/voters/:voterId',
    summary: 'Put a line of the register right, or end it; rolls that were drawn stay as they are.',
    access: 'staff',
    params: z.object({ voterId: Id }),
    body: VoterFields,
    response: Voter,
    problems: [registerProblems.codeTaken, ...versioned],
  }),
  declarations: defineEndpoint({
    name: 'votes.declarations',
    method: 'GET',
    path: '/voting-registers/:bodyId/declarations',
    summary: 'Who of the board has said whether a matter concerns them, and who has not.',
    access: 'staff',
    params: z.object({ bodyId: Id }),
    query: z.object({ kind: BallotSubject.shape.kind, id: BallotSubject.shape.id }),
    response: z.object({ items: z.array(Declaration), allowedActions: z.array(z.string()) }),
  }),
  declare: defineEndpoint({
    name: 'votes.declare',
    method: 'PUT',
    path: '/voters/:voterId/declarations',
    summary: 'Enter what a member of the board declared about a matter; said once, it stands.',
    access: 'staff',
    params: z.object({ voterId: Id }),
    body: z
      .object({ subject: BallotSubject, concerned: z.boolean(), words: typed('说明', 0, 200).default('') })
      .refine(({ concerned, words }) => !concerned || words.length >= 2, { message: '有关系的要写明是什么关系', path: ['words'] }),
    response: z.object({ items: z.array(Declaration), allowedActions: z.array(z.string()) }),
  }),
}
