/**
 * The register of personal data (我们收什么，为什么收): each field with its purpose, its basis and how long it is kept.
 *
 * It states what the program does; a field that is not here may not be asked for. Articles are those of the
 * 个人信息保护法. Source: PIPL art. 6, 7, 13, 17, 19, 25; conventions 4.2; domain §32.2 (retention: proposed).
 */
import { table } from '#platform/public/parts.ts'

interface Entry {
  field: string
  purpose: string
  basis: string
  retention: string
  /** The jobs that keep the time which `retention` names, or the browser, which drops a cookie; null: it names none, or the least. */
  ends: readonly string[] | 'browser' | null
}

const volunteered = '您自愿提供（第13条）'
const afterCase = { retention: '办完一年后删', ends: ['requests.forgetContacts'] } as const

export const register: readonly Entry[] = [
  { field: '什么事、在哪里', purpose: '办这件事，写答复', basis: volunteered, retention: '和办理记录一起保存', ends: null },
  { field: '称呼（可不填）', purpose: '回话时叫您', basis: volunteered, ...afterCase },
  { field: '电话（可不填）', purpose: '要问清楚时打给您', basis: volunteered, ...afterCase },
  { field: '住址（代为登记时，可不填）', purpose: '上门看', basis: volunteered, ...afterCase },
  {
    field: '照片（可不传）',
    purpose: '看清楚问题；拍摄地点会去掉',
    basis: volunteered,
    retention: '和办理记录一起；没提交的两小时后删',
    ends: ['requests.forgetPhotos'],
  },
  {
    field: '户主、门牌、电话（电话可不填）',
    purpose: '联系党员找得到您家',
    basis: '履行法定职责（第13条）',
    retention: '搬走或换户主6个月后删',
    ends: ['households.forget'],
  },
  {
    field: '干部、党员、志愿者的电话',
    purpose: '办公室联系本人',
    basis: '履行法定职责（第13条）',
    retention: '没有关系6个月后删',
    ends: ['people.forget'],
  },
  {
    field: '志愿活动的联系人、电话',
    purpose: '报名的人找得到',
    basis: '本人同意公开（第25条）',
    retention: '电话在最后一场6个月后删',
    ends: ['volunteering.forgetContacts'],
  },
  { field: '走访的日子、谈的事', purpose: '您家的事有人接着办', basis: volunteered, retention: '您家随时可以删', ends: null },
  { field: '走访的备注（可不写）', purpose: '接着办时看', basis: volunteered, retention: '办结12个月后删', ends: ['visits.forgetNotes'] },
  { field: '公开的一句话', purpose: '让大家看到办到哪', basis: '您单独同意（第25条）', retention: '和办理记录一起', ends: null },
  { field: '谁看过您的电话', purpose: '让您查得到', basis: '法定义务（第51条）', retention: '不少于三年', ends: null },
  { field: '联系党员、干部的姓名', purpose: '让居民知道找谁', basis: '本人同意公开（第25条）', retention: '在任期间', ends: null },
  { field: '字号的选择', purpose: '记住长辈版', basis: '您自己选的，存在您的手机里', retention: '一年', ends: 'browser' },
  {
    field: '查进度的通行条',
    purpose: '打开您这一件',
    basis: '您输入查询码，存在您的手机里',
    retention: '最后一次打开后30分钟，最长12小时',
    ends: 'browser',
  },
]

export const registerTable = () =>
  table({
    caption: '除了这些，别的都不收。',
    columns: ['收什么', '做什么用', '凭什么收', '留多久'],
    rows: register.map(({ field, purpose, basis, retention }) => [field, purpose, basis, retention]),
  })
