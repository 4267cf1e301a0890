/**
 * Plates (挂牌): one sheet, a line for each member that a plate is about.
 *
 * Only what everyone agreed to belongs on it. No list of households without a plate, no star. Source: domain §15.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'

export const plateSheet = defineSheet({
  name: '挂牌',
  title: '党员户挂牌台账',
  columns: [
    { key: 'householdCode', header: '户号', kind: 'code', required: true, width: 24, note: '“户”表里的户号。', sample: 'H0000' },
    {
      key: 'personCode',
      header: '党员编码',
      kind: 'code',
      required: true,
      personal: true,
      width: 12,
      note: '住在这一户的正式党员，一人一行。',
      sample: 'R0000',
    },
    { key: 'agreedOn', header: '同意日期', kind: 'day', required: true, note: '全家和党员本人都同意的那一天。', sample: '2020-03-01' },
    { key: 'number', header: '牌号', kind: 'code', width: 14, note: '一户一个号，如“爱国-0001”；还没制牌的留空。', sample: '' },
    { key: 'mountedOn', header: '挂牌日期', kind: 'day', note: '挂到门上的那一天；还没挂的留空。', sample: '' },
  ],
  keyOf: row => [row.householdCode, row.personCode].join('/'),
})

export type PlateSheetRow = RowOf<typeof plateSheet>
