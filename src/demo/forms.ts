/**
 * Demonstration forms (示例报表): what a superior asks of each village, mapped once to what the system holds. Which forms a real town
 * receives is not known; the names and papers are invented, the fields are those that such forms ask for.
 */
import type { LoadedTemplate } from '#features/duties/duties.setup.actions.ts'

const held = (name: string, heldIn: string) => ({ name, heldIn, filledBy: null, reason: '' })
const typed = (name: string) => ({ name, heldIn: null, filledBy: 'villageClerk' as const, reason: '' })

const ofVillages = {
  binds: 'units',
  kinds: ['community', 'village'],
  dueRule: 'dayOfPeriod',
  leastRows: 1,
  awaitedBy: null,
} as const

export const demoForms = (): LoadedTemplate[] => [
  {
    ...ofVillages,
    kinds: [...ofVillages.kinds],
    name: '民情月报',
    basis: { name: '示例：上级报表通知', article: '示例报表一', issuer: '示例机关' },
    frequency: 'monthly',
    dueCount: 31,
    fulfilledBy: 'meetings.themeDays',
    minutes: 0,
    asks: [
      held('村（社区）名称', 'unit.name'),
      held('统计代码', 'unit.code'),
      held('书记姓名', 'post.secretary'),
      held('收到的诉求数', 'requests.received'),
      held('居民确认解决的诉求数', 'requests.solved'),
      held('代办解决的诉求数', 'requests.solvedOnBehalf'),
      held('没有回音的诉求数', 'requests.unanswered'),
      held('主题党日场次', 'meetings.themeDays'),
    ],
  },
  {
    ...ofVillages,
    kinds: [...ofVillages.kinds],
    name: '党群服务阵地季报',
    basis: { name: '示例：上级报表通知', article: '示例报表二', issuer: '示例机关' },
    frequency: 'quarterly',
    dueCount: 92,
    fulfilledBy: 'meetings.lectures',
    minutes: 6,
    asks: [
      held('阵地名称', 'venue.name'),
      held('阵地地址', 'venue.address'),
      held('开放时间', 'venue.hours'),
      held('阵地电话', 'venue.phone'),
      held('服务项目', 'venue.services'),
      held('任职时间', 'post.term'),
      held('党群服务站数', 'venues.station'),
      held('党课场次', 'meetings.lectures'),
      held('党员培训场次', 'trainings.sessions'),
      typed('开放中的难处'),
    ],
  },
]
