/**
 * Requests (诉求): two sheets, the cases and their steps, by which a town brings along what it kept elsewhere.
 * Without names or phones: whoever reported is not part of a ledger.
 */
import { defineSheet } from '#platform/shared/sheet.ts'
import type { StepVerb } from './requests.replay.rules.ts'
import { channelNames } from './requests.words.ts'

/** The steps a ledger may hold, by their names in the sheet. */
export const stepNames = {
  accept: '接手',
  refuse: '不受理',
  assign: '分派',
  take: '签收',
  giveBack: '退回',
  passOn: '转办',
  climb: '上转',
  pause: '暂缓',
  resume: '接着办',
  propose: '说已办好',
  confirm: '居民确认',
  confirmOnBehalf: '代为确认',
  reject: '居民不认可',
  lapse: '未回应',
  withdraw: '居民撤回',
  decide: '联席会议交办',
  decideAnswer: '联席会议答复',
  reopen: '再办一次',
} as const satisfies Record<StepVerb, string>

export const caseSheet = defineSheet({
  name: '诉求',
  title: '诉求台账',
  columns: [
    {
      key: 'number',
      header: '编号',
      kind: 'code',
      required: true,
      width: 18,
      note: '简称+年份+顺序号，例如爱国2026-0417。',
      sample: '示例2026-0001',
      pattern: /^.+\d{4}-\d{4,6}$/u,
      patternSays: '简称、年份、横线、顺序号',
    },
    { key: 'unitCode', header: '地点编码', kind: 'code', required: true, width: 20, note: '事情在哪个单元。', sample: '440605122048' },
    {
      key: 'text',
      header: '什么事',
      kind: 'text',
      required: true,
      longest: 1000,
      width: 40,
      note: '居民的原话，不写姓名电话。',
      sample: '巷口路灯坏了一周。',
    },
    { key: 'near', header: '附近', kind: 'text', required: true, longest: 100, note: '附近的地标。', sample: '祠堂对面' },
    { key: 'categoryCode', header: '分类编码', kind: 'code', note: '还没接手的留空。', sample: '1001' },
    {
      key: 'channel',
      header: '渠道',
      kind: 'choice',
      required: true,
      choices: Object.values(channelNames),
      note: '从下拉框选。',
      sample: '网上',
    },
    {
      key: 'submittedAt',
      header: '提交时间',
      kind: 'text',
      required: true,
      longest: 16,
      width: 18,
      note: '写成2026-03-01 20:14。',
      sample: '2026-03-01 20:14',
    },
    {
      key: 'publicLine',
      header: '公开的一句话',
      kind: 'text',
      least: 2,
      longest: 80,
      width: 30,
      note: '反映人同意公开才填。',
      sample: '福寿里巷口路灯不亮',
    },
    { key: 'jointMeetingOn', header: '上联席会议', kind: 'day', note: '列入联席会议的日子，没有的留空。', sample: '' },
  ],
  keyOf: row => row.number,
})

export const stepSheet = defineSheet({
  name: '办理记录',
  title: '诉求办理记录',
  columns: [
    { key: 'number', header: '编号', kind: 'code', required: true, width: 18, note: '“诉求”表里的编号。', sample: '示例2026-0001' },
    {
      key: 'at',
      header: '时间',
      kind: 'text',
      required: true,
      longest: 16,
      width: 18,
      note: '写成2026-03-01 20:14，按先后排。',
      sample: '2026-03-02 08:47',
    },
    {
      key: 'step',
      header: '步骤',
      kind: 'choice',
      required: true,
      choices: Object.values(stepNames),
      note: '从下拉框选。',
      sample: '接手',
    },
    { key: 'byCode', header: '经办人编码', kind: 'code', note: '“人员”表里的编码；居民自己做的留空。', sample: 'R0001' },
    { key: 'toCode', header: '交给', kind: 'code', width: 20, note: '组织、人员或单元的编码；分派、转办、上转时填。', sample: 'M-04' },
    { key: 'reason', header: '原因代码', kind: 'code', note: '暂缓、退回、不受理时填。', sample: '' },
    { key: 'until', header: '暂缓到', kind: 'day', note: '暂缓时填。', sample: '' },
    { key: 'text', header: '说明', kind: 'text', longest: 500, width: 40, note: '一两句话。', sample: '' },
  ],
  keyOf: row => [row.number, row.at, row.step].join('/'),
})

export const stepVerbOf = (name: string) => (Object.keys(stepNames) as StepVerb[]).find(verb => stepNames[verb] === name)!
export const channelOf = (name: string) =>
  (Object.keys(channelNames) as (keyof typeof channelNames)[]).find(channel => channelNames[channel] === name)!
