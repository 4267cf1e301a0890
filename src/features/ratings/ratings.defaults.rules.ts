/** The rules that a draft begins with (评定规则草稿): weights of domain §13, bands of 华宁. A dimension that nothing feeds has no rule yet. */
import type { RuleSetFields } from './ratings.shapes.contract.ts'

export const defaultRules = (fromYear: number): RuleSetFields => ({
  title: '党员评星定级规则',
  fromYear,
  basis: { name: '《西樵镇党员评星定级管理办法》', article: '全文', issuer: '西樵镇党委' },
  dimensions: [
    {
      key: 'organisationLife',
      weight: 30,
      rules: [{ source: 'meetings.attendance', text: '该到的会到了没有，请假获准的不算', share: 100, full: null }],
    },
    { key: 'duties', weight: 10, rules: [{ source: 'trainings.hours', text: '一年培训满32学时', share: 100, full: 32 }] },
    { key: 'promiseAndPost', weight: 25, rules: [] },
    { key: 'service', weight: 20, rules: [] },
    { key: 'massesView', weight: 15, rules: [] },
  ],
  bands: [60, 70, 80, 90, 96],
})
