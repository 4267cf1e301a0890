/** Disclosure (公示公开): the types as data, what a notice lacks, where its texts stand, and what two sides agree on. */
import { expect, test } from 'vitest'
import { NoticeElement, NoticeType, type NoticeFields } from './disclosures.contract.ts'
import { agreedOutcome, missingElements, workOf } from './disclosures.rules.ts'
import { wholeFields } from './disclosures.samples.ts'
import { excerpt, maskedFields, textsOf } from './disclosures.text.rules.ts'
import { commonElements, noticeRule, noticeRuleOn, noticeRules } from './disclosures.types.rules.ts'
import { elementNames, missingSentence } from './disclosures.words.ts'

// oxfmt-ignore
test.each([
  ['decision', 7, 'day', 'custom of 四议两公开'],
  ['result', 7, 'day', 'custom of 四议两公开'],
  ['general', 7, 'day', '村委会组织法 30 says every quarter'],
  ['finance', 7, 'day', '村委会组织法 30 says every month'],
  ['special', 7, 'day', 'item by item'],
  ['voterList', 20, 'day', '村委会组织法 14'],
  ['memberAdmission', 5, 'workingDay', '发展党员工作细则'],
  ['appointment', 5, 'workingDay', '选拔任用工作条例'],
  ['hardship', 7, 'day', '民政部办法'],
  ['volunteerRecord', 7, 'day', '民政部令第67号'],
] as const)('%s stands for %d (%s): %s', (type, days, unit, _why) => {
  expect(noticeRule(type)).toMatchObject({ days, unit })
})

test('every type has a rule with a source, and none holds before it was made', () => {
  for (const type of NoticeType.options) {
    const rule = noticeRule(type)
    expect(rule.source.length, type).toBeGreaterThan(5)
    expect(noticeRuleOn(type, '2026-03-02'), type).toBe(rule)
    expect(noticeRuleOn(type, '1999-01-01'), type).toBeUndefined()
  }
  expect(noticeRules.filter(({ isPersonal }) => isPersonal).every(({ elements }) => elements.includes('purposeEndsOn'))).toBe(true)
})

// oxfmt-ignore
const lacking: [Partial<NoticeFields>, number, string[], string][] = [
  [{}, 0, [], 'whole'],
  [{ title: '鱼塘发包' }, 0, ['title'], 'not “关于…的公示”'],
  [{ basis: '' }, 0, ['basis'], 'no document'],
  [{ content: '' }, 0, ['content'], 'neither text nor list'],
  [{ content: '', table: { columns: ['姓名'], rows: [['张*']] } }, 0, [], 'a list is content'],
  [{ days: 6 }, 0, ['period'], 'shorter than the least'],
  [{ objectWindow: '' }, 0, ['howToObject'], 'telephone, address and window'],
  [{ issuer: '' }, 0, ['issuer'], 'nobody issues it'],
  [{ issuedOn: null }, 0, ['issuedOn'], 'no day'],
  [{ seal: null }, 0, ['seal'], 'neither sealed nor said to need none'],
  [{ seal: 'scan' }, 0, ['seal'], 'a scan that is not there'],
  [{ seal: 'scan', noAttachments: false }, 1, [], 'the scan is attached'],
  [{ noAttachments: false }, 0, ['attachments'], 'forgotten?'],
  [{ noAttachments: true }, 1, ['attachments'], 'there is one'],
  [{ resultDueOn: null }, 0, ['resultDueOn'], 'a decision owes its result'],
]
test.each(lacking)('%j with %d files lacks %j: %s', (changes, files, missing, _why) => {
  expect(missingElements(noticeRule('decision'), wholeFields(changes), files, 7)).toEqual(missing)
})

test('each type asks for what it alone needs', () => {
  const bare = wholeFields({ resultDueOn: null })
  const missing = (type: NoticeType) => missingElements(noticeRule(type), bare, 0, 1)
  expect(missing('result')).toEqual([])
  expect(missing('voterList')).toEqual(['table', 'pollingOn', 'purposeEndsOn'])
  expect(missing('special')).toEqual(['table', 'audit'])
})

test('one sentence names each element that is missing', () => {
  const nothing = {
    ...wholeFields(),
    title: '',
    basis: '',
    content: '',
    objectPhone: '',
    issuer: '',
    issuedOn: null,
    seal: null,
    noAttachments: false,
    days: 1,
  }
  const missing = missingElements(noticeRule('result'), nothing, 0, 7)
  expect(missing).toEqual(commonElements)
  expect(missingSentence(missing)).toBe(
    '还缺9样：写成“关于…的公示”的标题、依据（文件或会议）、内容或名单、够长的公示期、提异议的电话、地址和窗口、公示单位、落款日期、盖章扫描件或“无需盖章”、附件，或写明“没有附件”。',
  )
  for (const element of NoticeElement.options) expect(elementNames[element]).not.toBe('')
})

test('every text is placed, and a suggestion replaces only its own place', () => {
  const fields = wholeFields({
    content: '张三 13800138000，李四 13900139000',
    table: { columns: ['姓名', '电话'], rows: [['张三', '13800138000']] },
  })
  expect(textsOf(fields).map(({ where }) => where)).toEqual([
    '标题',
    '依据',
    '内容',
    '公示单位',
    '表头第1列',
    '表头第2列',
    '表格第1行“姓名”',
    '表格第1行“电话”',
  ])
  const masked = maskedFields(fields, [
    { where: '内容', start: 3, end: 14, masked: '138****8000' },
    { where: '内容', start: 18, end: 29, masked: '139****9000' },
    { where: '表格第1行“电话”', start: 0, end: 11, masked: '138****8000' },
    { where: '附件“名单.pdf”第1页', start: 0, end: 11, masked: 'x' },
  ])
  expect(masked).toEqual({
    ...fields,
    content: '张三 138****8000，李四 139****9000',
    table: { columns: ['姓名', '电话'], rows: [['张三', '138****8000']] },
  })
  const found = { start: 10, end: 21, masked: '138****8000' }
  const other = { start: 25, end: 36, masked: '139****9000' }
  expect(excerpt('住址后面写着电话号码13800138000，或者打13900139000，请联系', found, [found, other])).toBe(
    '住址后面写着电话号码138****8000，或者打139****9…',
  )
})

// oxfmt-ignore
test.each([
  [[], null, 'nobody has spoken'],
  [[['supervisor', 'dismissed']], null, 'the town has not spoken'],
  [[['supervisor', 'dismissed'], ['town', 'dismissed']], 'dismissed', 'both'],
  [[['supervisor', 'upheld'], ['town', 'dismissed']], null, 'they differ: it stays open'],
  [[['supervisor', 'upheld'], ['town', 'dismissed'], ['town', 'upheld']], 'upheld', 'the town thought again'],
  [[['town', 'upheld'], ['town', 'dismissed'], ['supervisor', 'upheld']], null, 'the last word counts'],
] as const)('%j: %s (%s)', (opinions, outcome, _why) => {
  expect(agreedOutcome(opinions.map(([side, said]) => ({ side, outcome: said })))).toBe(outcome)
})

test('what is being written is the first draft, then a correction beside what stands', () => {
  expect([workOf('draft', null), workOf('checked', null), workOf('published', null), workOf('published', 'draft')]).toEqual([
    'draft',
    'checked',
    null,
    'draft',
  ])
})
