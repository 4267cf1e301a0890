/** What people do with a matter at the console (四议两公开的几步): a meeting called and counted, a notice written, published and ended. */
import type { Page } from 'playwright-core'
import { choose, dialog, finish, go } from './console.ts'

type Dialog = ReturnType<typeof dialog>

/** Presses the verb of the page, which may stand under the others, and fills the dialog. */
export async function ask(page: Page, name: string, fill: (part: Dialog) => Promise<unknown>) {
  const button = page.getByRole('button', { name, exact: true })
  const more = page.getByRole('button', { name: '还能办的事' })
  await button.or(more).first().waitFor()
  if ((await button.count()) === 0) {
    await more.click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  } else await button.click()
  await fill(dialog(page))
}

/** The same, and presses what `says` names: the verb, or another word. */
export async function act(page: Page, name: string, fill: (part: Dialog) => Promise<unknown>, says = name) {
  await ask(page, name, fill)
  await finish(page, says)
  await dialog(page).waitFor({ state: 'detached' })
}

/** The same, told no: `why` is a part of the reason. */
export async function refused(page: Page, name: string, fill: (part: Dialog) => Promise<unknown>, why: string) {
  await ask(page, name, fill)
  await finish(page, name)
  await dialog(page).getByText(why).waitFor()
  await dialog(page).getByRole('button', { name: '不做了' }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

export interface Call {
  host: string
  kind: string
  title: string
  /** "2026-03-02T08:00" */
  startsAt: string
  notice: string
}
/** Calls a meeting that votes; returns where its page stands. */
export async function callMeeting(page: Page, { host, kind, title, startsAt, notice }: Call): Promise<string> {
  await go(page, '/console/votes')
  await page.getByRole('button', { name: '召集会议' }).click()
  await choose(dialog(page), '哪个组织开', host)
  await choose(dialog(page), '什么会', kind)
  await dialog(page).getByLabel('名称').fill(title)
  await dialog(page).getByLabel('开始').fill(startsAt)
  await choose(dialog(page), '怎么通知的', '公告栏')
  await dialog(page).getByLabel('哪一天通知的').fill(notice)
  await finish(page, '登记会议')
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  return new URL(page.url()).pathname
}

/** From the register to the result: everybody came, `abstain` of them abstained and the others agreed. */
export async function countMeeting(page: Page, voting: string, { abstain = 0 }: { abstain?: number } = {}) {
  await go(page, voting)
  await page.getByRole('button', { name: '从名册取人' }).click()
  await page.getByRole('button', { name: '再取一次' }).waitFor()
  await page.getByRole('link', { name: '记到会' }).click()
  await page.getByRole('button', { name: /^其余\d+人到会$/ }).click()
  await page.getByRole('button', { name: /^保存/ }).click()
  await page.getByRole('button', { name: '都保存了' }).waitFor()
  await go(page, voting)
  await page.getByRole('button', { name: '定名册' }).click()
  await finish(page, '定下来')
  await page.getByRole('button', { name: '记谁投了票' }).click()
  await finish(page, '记下来')
  const marks = Number((await page.getByText(/已记[1-9]\d*人投票/).innerText()).match(/已记(\d+)人/)![1])
  await page.getByRole('button', { name: '登记票数' }).click()
  const tally = { 同意: marks - abstain, 反对: 0, 弃权: abstain }
  for (const [label, votes] of Object.entries(tally)) await dialog(page).getByLabel(label).fill(String(votes))
  await finish(page, '登记结果')
  await page.getByText('结果：通过').waitFor()
}

/** Back at the matter, once its page has read that the vote is over. */
export async function backFromVote(page: Page, matter: string) {
  await go(page, matter)
  await page.getByRole('button', { name: '登记结果' }).waitFor()
}

export interface Sheet {
  content: string
  issuedOn: string
  resultDueOn?: string
}
/** From the matter’s page: drafts the disclosure of the step, writes what is still missing and hands it in. Returns where it stands. */
export async function writeNotice(page: Page, stage: '决议公开' | '结果公开', { content, issuedOn, resultDueOn }: Sheet): Promise<string> {
  await act(page, '起草公开', part => part.getByLabel('公开的内容').fill(content), '起草')
  await page.getByRole('link', { name: `看${stage}的公示` }).click()
  await page.getByRole('button', { name: '写公示' }).click()
  for (const [label, text] of [
    ['异议电话', '0757-86880000'],
    ['异议地址', '村委会一楼'],
    ['异议窗口', '村务监督窗口'],
    ['公示单位', '福寿里经济社'],
    ['落款日期', issuedOn],
    ...(resultDueOn ? [['结果最晚哪天公开', resultDueOn] as const] : []),
  ] as const)
    await dialog(page).getByRole('textbox', { name: label }).fill(text)
  await dialog(page).getByText('无需盖章').click()
  await dialog(page).getByText('没有附件').click()
  await finish(page, '保存')
  await dialog(page).waitFor({ state: 'detached' })
  await act(page, '提交', () => Promise.resolve())
  await page.getByRole('heading', { name: '等监督委员发布' }).waitFor()
  return new URL(page.url()).pathname
}

/** A supervisor, from the list of notices. */
export async function publishNotice(page: Page, notice: string) {
  await go(page, '/console/notices') // between two notices the page stays the same
  await go(page, notice)
  await act(page, '发布', part => part.getByText('我和当事人没有近亲属关系').click())
  await page.getByRole('heading', { name: '正在公示' }).waitFor()
}

/** Once its days are over: what came of it. */
export async function endNotice(page: Page, notice: string, result: string) {
  await go(page, notice)
  await act(page, '填公示结果', part => part.getByRole('textbox', { name: '公示结果' }).fill(result), '填上')
  await page.getByRole('heading', { name: '已填公示结果' }).waitFor()
}
