/** Households (户) in a list: number, grid, contact. */
import { Link } from '@tanstack/react-router'
import type { UnitKind } from '#features/units/units.contract.ts'
import type { Column } from '#platform/web/DataTable.tsx'
import { showDay } from '#platform/web/format.ts'
import type { HouseholdLine } from '../households.contract.ts'
import { contactStateNames, preferenceNames, stateNames } from '../households.words.ts'

/** Where a household may stand. */
export const placeKinds: readonly UnitKind[] = ['grid', 'householdGroup', 'quarter', 'cooperative']

export const homeColumns: readonly Column<HouseholdLine>[] = [
  {
    key: 'code',
    title: '户号',
    show: ({ id, code }) => (
      <Link to="/households/$householdId" params={{ householdId: id }}>
        {code}
      </Link>
    ),
  },
  { key: 'unit', title: '网格', show: ({ unitName }) => unitName },
  {
    key: 'contact',
    title: '联系人',
    show: ({ contact, withoutContactSince, wantsContactOn, state }) => (
      <>
        {contact ? `${contact.memberName}（${contactStateNames[contact.state]}）` : state === 'occupied' ? '没有' : '—'}
        {withoutContactSince && (
          <>
            <br />
            <span className="sub">从{showDay(withoutContactSince)}起没有</span>
          </>
        )}
        {wantsContactOn && !contact && (
          <>
            <br />
            <b>这一户想要一位</b>
          </>
        )}
      </>
    ),
  },
  { key: 'reach', title: '怎么联系', tight: true, show: ({ contactPreference }) => preferenceNames[contactPreference] },
  {
    key: 'state',
    title: '状态',
    tight: true,
    show: ({ state, occupiedTo }) => `${stateNames[state]}${state === 'movedOut' ? `（${showDay(occupiedTo)}）` : ''}`,
  },
  { key: 'from', title: '迁入', tight: true, extra: true, show: ({ occupiedFrom }) => showDay(occupiedFrom) },
]
