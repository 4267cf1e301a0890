/**
 * The rules that a draft begins with (评定规则草稿): weights of domain §13, bands of 华宁.
 * Nobody loses by not having served: where a member has no record of a dimension, the others weigh more.
 */
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
    {
      key: 'promiseAndPost',
      weight: 25,
      rules: [{ source: 'commitments.hours', text: '履职时数经组织者确认的才算', share: 100, full: null }],
    },
    {
      key: 'service',
      weight: 20,
      rules: [{ source: 'volunteering.hours', text: '现场或组织者确认的志愿时长，没有不扣', share: 100, full: null }],
    },
    {
      key: 'massesView',
      weight: 15,
      rules: [{ source: 'commitments.reviews', text: '评岗时听到的群众意见，好的和一般的算', share: 100, full: null }],
    },
  ],
  bands: [60, 70, 80, 90, 96],
})
