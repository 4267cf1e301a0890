/** The sheet of an export of cases (诉求导出表): written and never read; a ledger that comes in has sheets of its own. */
import { defineSheet, type Column } from '#platform/shared/sheet.ts'

const text = <K extends string>(key: K, header: string, width: number) =>
  ({ key, header, kind: 'text', width, note: header, sample: '' }) as const satisfies Column
const day = <K extends string>(key: K, header: string) => ({ key, header, kind: 'day', note: header, sample: '' }) as const satisfies Column
const count = <K extends string>(key: K, header: string) =>
  ({ key, header, kind: 'integer', note: header, sample: '' }) as const satisfies Column

export const exportSheet = defineSheet({
  name: '诉求清单',
  title: '诉求清单',
  columns: [
    text('number', '编号', 18),
    text('title', '标题', 30),
    text('state', '状态', 12),
    text('lamp', '时限灯', 8),
    text('category', '类别', 14),
    text('village', '村（社区）', 14),
    text('place', '地点', 16),
    text('channel', '渠道', 10),
    text('outsideNumber', '热线编号', 18),
    day('submittedOn', '提交日期'),
    day('dueOn', '到期日期'),
    text('handler', '承办', 16),
    day('closedOn', '结束日期'),
    text('solvedBy', '谁说解决', 18),
    count('returns', '退回次数'),
    count('reopened', '再办次数'),
    { ...text('phone', '联系电话', 14), personal: true },
  ],
  keyOf: ({ number }) => number ?? '',
})
