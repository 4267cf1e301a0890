/** The verbs on the map (区划变更): their words, and which endpoint each calls. */
import { endpoints } from '../units.change.contract.ts'

export const verbs = ['create', 'rename', 'move', 'merge', 'split', 'close'] as const
export type Verb = (typeof verbs)[number]

export const verbNames: Record<Verb, string> = {
  create: '设立下级',
  rename: '更名',
  move: '改隶',
  merge: '并入别的',
  split: '拆分',
  close: '撤销',
}

/** Title of the dialog for the unit. */
export const titleOf = (verb: Verb, name: string): string =>
  ({
    create: `在${name}下设立`,
    rename: `${name}更名`,
    move: `把${name}改到别的上级`,
    merge: `把别的单位并入${name}`,
    split: `拆分${name}`,
    close: `撤销${name}`,
  })[verb]

export const endpointOf = (verb: Verb) => endpoints[verb]
