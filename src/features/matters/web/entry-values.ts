/** An entry as a form holds it (事项表单的值): amounts in yuan. */
import type { MatterEntry, MatterFields } from '../matters.contract.ts'

export type EntryValues = Partial<Omit<MatterFields, 'bands'>> & {
  code?: string
  bands?: ({ yuan?: number | null; body?: MatterFields['bodies'][number] } | undefined)[]
}

export const valuesOf = ({ bands, ...entry }: MatterEntry): EntryValues => {
  const { listId: _, ofVillage: __, ...fields } = entry
  return { ...fields, bands: bands.map(({ fromFen, body }) => ({ yuan: fromFen / 100, body })) }
}

/** What the server checks is sent as it stands, also where it is missing. */
export function fieldsOf({ bands = [], code: _, ...fields }: EntryValues): MatterFields {
  return {
    ...fields,
    noticeDays: fields.noticeDays ?? null,
    bands: bands.map(band => ({ fromFen: Math.round((band?.yuan ?? 0) * 100), body: band?.body })),
  } as MatterFields
}

export const emptyEntry: EntryValues = {
  level: 'village',
  legalMatter: 'ordinary',
  disclosureDays: 7,
  noticeDays: null,
  trigger: '',
  attachments: [],
  bands: [],
  townPreCheck: false,
  assetPlatform: false,
}
