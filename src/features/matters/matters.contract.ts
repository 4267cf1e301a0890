/**
 * Important matters (重要事权清单): what crosses the wire.
 *
 * A town has a list, and a village may add to it or be stricter. A list is drafted, put before the villagers, adopted, filed,
 * in force, and superseded by the next; what came into force never changes. Source: domain §4.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { Chart, MatterCode, MatterEntry, MatterFields, MatterList, MatterListSummary } from './matters.shapes.contract.ts'

export * from './matters.shapes.contract.ts'

export const problems = {
  draftOpen: {
    type: '/problems/matters/draft-open',
    status: 409,
    title: '已经有一份正在走程序的清单',
    remedy: '请接着办那一份。',
  },
  codeTaken: {
    type: '/problems/matters/code-taken',
    status: 409,
    title: '这个编号已有别的事项',
    remedy: '请换一个编号，或改已有的那一项。',
  },
  emptyList: {
    type: '/problems/matters/empty-list',
    status: 409,
    title: '清单里还没有事项',
    remedy: '请先写好事项，再往下走。',
  },
  noLongerFits: {
    type: '/problems/matters/no-longer-fits',
    status: 409,
    title: '有的事项和现在的规定对不上',
    remedy: '请退回草稿，改好那几项。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ listId: Id })
const entry = z.object({ listId: Id, code: MatterCode })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
/** A step of the list's life: on which day, and by which document. */
const step = z.object({ onDay: LocalDate, document: typed('依据的文件或会议', 2, 100) })

export const endpoints = {
  catalogue: defineEndpoint({
    name: 'matters.catalogue',
    method: 'GET',
    path: '/matters',
    summary: 'The entries in force on a day at a place (the town if left out): the town’s, with what the village added or made stricter.',
    access: 'public',
    query: z.object({ unitId: Id.optional(), day: LocalDate.optional() }),
    response: z.object({
      day: LocalDate,
      unitId: Id,
      unitName: z.string(),
      list: MatterListSummary.nullable(),
      villageList: MatterListSummary.nullable(),
      items: z.array(MatterEntry),
    }),
  }),
  entry: defineEndpoint({
    name: 'matters.entry',
    method: 'GET',
    path: '/matter-lists/:listId/entries/:code',
    summary: 'One entry as that list has it, with its process charts at a place on a day.',
    access: 'public',
    params: entry,
    query: z.object({ unitId: Id.optional(), day: LocalDate.optional() }),
    response: z.object({ entry: MatterEntry, list: MatterListSummary, unitName: z.string(), charts: z.array(Chart) }),
  }),
  lists: defineEndpoint({
    name: 'matters.lists',
    method: 'GET',
    path: '/matter-lists',
    summary: 'The lists of town and villages that one may read, by place and number.',
    access: 'public',
    query: z.object({ unitId: Id.optional() }),
    response: z.object({ items: z.array(MatterListSummary) }),
  }),
  get: defineEndpoint({
    name: 'matters.get',
    method: 'GET',
    path: '/matter-lists/:listId',
    summary: 'One list with its entries and its life.',
    access: 'public',
    params: one,
    response: MatterList,
  }),
  create: defineEndpoint({
    name: 'matters.create',
    method: 'POST',
    path: '/matter-lists',
    summary: 'Begin the next list of a place, from the program’s defaults, from the list in force, or with nothing.',
    access: 'staff',
    body: z.object({ unitId: Id, from: z.enum(['defaults', 'current', 'nothing']) }),
    response: MatterList,
    creates: true,
    problems: [problems.draftOpen],
  }),
  add: defineEndpoint({
    name: 'matters.add',
    method: 'POST',
    path: '/matter-lists/:listId/entries',
    summary: 'Add an entry to a draft; If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: MatterFields.extend({ code: MatterCode }),
    response: MatterList,
    creates: true,
    problems: [problems.codeTaken, ...versioned],
  }),
  write: defineEndpoint({
    name: 'matters.write',
    method: 'PUT',
    path: '/matter-lists/:listId/entries/:code',
    summary: 'Write an entry of a draft anew; If-Match names the version that was read.',
    access: 'staff',
    params: entry,
    body: MatterFields,
    response: MatterList,
    problems: versioned,
  }),
  remove: defineEndpoint({
    name: 'matters.remove',
    method: 'DELETE',
    path: '/matter-lists/:listId/entries/:code',
    summary: 'Take an entry out of a draft; If-Match names the version that was read.',
    access: 'staff',
    params: entry,
    response: MatterList,
    problems: versioned,
  }),
  consult: defineEndpoint({
    name: 'matters.consult',
    method: 'PUT',
    path: '/matter-lists/:listId/consultation',
    summary: 'Record that the draft was put before the villagers.',
    access: 'staff',
    params: one,
    body: step,
    response: MatterList,
    problems: [problems.emptyList, problems.noLongerFits, ...versioned],
  }),
  revise: defineEndpoint({
    name: 'matters.revise',
    method: 'DELETE',
    path: '/matter-lists/:listId/consultation',
    summary: 'Back to the draft, because it must be changed; the steps begin anew.',
    access: 'staff',
    params: one,
    response: MatterList,
    problems: versioned,
  }),
  adopt: defineEndpoint({
    name: 'matters.adopt',
    method: 'PUT',
    path: '/matter-lists/:listId/adoption',
    summary: 'Record which meeting adopted the list.',
    access: 'staff',
    params: one,
    body: step,
    response: MatterList,
    problems: [problems.noLongerFits, ...versioned],
  }),
  file: defineEndpoint({
    name: 'matters.file',
    method: 'PUT',
    path: '/matter-lists/:listId/filing',
    summary: 'The town files the list; not who recorded its adoption.',
    access: 'staff',
    params: one,
    body: step,
    response: MatterList,
    problems: [problems.noLongerFits, ...versioned],
  }),
  enforce: defineEndpoint({
    name: 'matters.enforce',
    method: 'PUT',
    path: '/matter-lists/:listId/force',
    summary: 'The list is in force from a day on and never changes any more; the one before is superseded.',
    access: 'staff',
    params: one,
    body: step,
    response: MatterList,
    problems: [problems.noLongerFits, ...versioned],
  }),
}
