/**
 * Demonstration lists of important matters (示例事权清单): the town's of 2019 and the one in force, and 新田村 stricter in one matter.
 *
 * The categories of the Foshan list were not found; these are the program's defaults. Meetings and days are invented.
 */
import type { LoadedList } from '#features/matters/matters.setup.actions.ts'
import { townCode, xintianCode } from './places.ts'

/** Until the law of 2025 the collectives' matters rested on the province's regulation. */
const before2025 = { basis: '《广东省农村集体经济组织管理规定》' }

export const demoLists: readonly LoadedList[] = [
  {
    unitCode: townCode,
    entries: Object.fromEntries(['A4', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12', 'A13', 'A14', 'A17'].map(code => [code, before2025])),
    steps: [
      { state: 'consulted', on: '2019-05-20', document: '各村（社区）征求意见汇总' },
      { state: 'adopted', on: '2019-06-14', document: '镇党委会议纪要第9号' },
      { state: 'filed', on: '2019-06-20', document: '镇党建办备案登记第1号' },
      { state: 'inForce', on: '2019-07-01', document: '重要事权清单（试行）印发通知' },
    ],
  },
  {
    unitCode: townCode,
    entries: {},
    steps: [
      { state: 'consulted', on: '2025-06-10', document: '各村（社区）征求意见汇总' },
      { state: 'adopted', on: '2025-06-27', document: '镇党委会议纪要第12号' },
      { state: 'filed', on: '2025-06-30', document: '镇党建办备案登记第2号' },
      { state: 'inForce', on: '2025-07-01', document: '重要事权清单第2版印发通知' },
    ],
  },
  {
    unitCode: xintianCode,
    entries: { A10: { disclosureDays: 10, trigger: '出租、出借、转让集体财产，不论金额' } },
    steps: [
      { state: 'consulted', on: '2025-09-05', document: '村民意见征集表' },
      { state: 'adopted', on: '2025-09-18', document: '第三次村民代表会议决议' },
      { state: 'filed', on: '2025-09-25', document: '镇党建办备案登记第3号' },
      { state: 'inForce', on: '2025-10-01', document: '新田村补充规定' },
    ],
  },
]
