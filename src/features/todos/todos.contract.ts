/** Work that waits (待办): what crosses the wire. One list over all features; an item is closed by doing the work. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'

export const TodoLamp = z.enum(['ok', 'soon', 'late'])

export const Todo = z.object({
  /** "<feature>.<what>": where it comes from. */
  source: z.string(),
  sourceName: z.string(),
  id: Id,
  title: z.string(),
  detail: z.string(),
  dueOn: LocalDate.nullable(),
  /** ● 正常, ▲ 临期, ■ 逾期; null: no day is set. */
  lamp: TodoLamp.nullable(),
  /** Working days left, or if it is late past; null: no day is set. */
  workingDays: z.number().int().nullable(),
  /** The page of the console where it is done. */
  link: z.string(),
})
export type Todo = z.infer<typeof Todo>

export const endpoints = {
  list: defineEndpoint({
    name: 'todos.list',
    method: 'GET',
    path: '/todos',
    summary: 'Everything that waits for the caller, by due day; what has no day comes last.',
    access: 'staff',
    response: z.object({ items: z.array(Todo), asOf: LocalDate, estimated: z.boolean() }),
  }),
}
