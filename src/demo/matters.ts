/**
 * Demonstration lists of important matters (示例事权清单): the town's in force, and 新田村 stricter in one matter.
 *
 * The categories of the Foshan list were not found; these are the program's defaults. Meetings and days are invented.
 */
import type { LoadedList } from '#features/matters/matters.setup.actions.ts'
import { townCode } from './places.ts'

/** 新田村, where the article has the list of matters walk its procedure. */
const xintian = '440605122220'

export const demoLists: readonly LoadedList[] = [
  {
    unitCode: townCode,
    entries: {},
    steps: [
      { state: 'consulted', on: '2025-06-10', document: '各村（社区）征求意见汇总' },
      { state: 'adopted', on: '2025-06-27', document: '镇党委会议纪要第12号' },
      { state: 'filed', on: '2025-06-30', document: '镇党建办备案登记第1号' },
      { state: 'inForce', on: '2025-07-01', document: '重要事权清单第1版印发通知' },
    ],
  },
  {
    unitCode: xintian,
    entries: { A10: { disclosureDays: 10, trigger: '出租、出借、转让集体财产，不论金额' } },
    steps: [
      { state: 'consulted', on: '2025-09-05', document: '村民意见征集表' },
      { state: 'adopted', on: '2025-09-18', document: '第三次村民代表会议决议' },
      { state: 'filed', on: '2025-09-25', document: '镇党建办备案登记第2号' },
      { state: 'inForce', on: '2025-10-01', document: '新田村补充规定' },
    ],
  },
]
