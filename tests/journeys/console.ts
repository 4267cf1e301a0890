/** The staff at the console (工作台的人): a village with its people, their accounts, and cases on their desks. */
import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from '#features/requests/requests.samples.ts'
import { personHeader } from '../support/app.ts'
import { violationsOf } from './accessibility.ts'
import { useBrowser, type VisitorOptions } from './support.ts'
import { inSight, leaveUnpainted } from './unpainted.ts'

export function useConsole() {
  const stage = useBrowser()
  const desk = {
    stage,
    at: null as unknown as SampleTown,
    /** Someone of the staff at their desk. */
    async staff(personId: string, options: VisitorOptions = {}) {
      const visitor = await stage.visitor({ viewport: 'desktop', script: true, ...options })
      visitor.page.setDefaultTimeout(30_000)
      await leaveUnpainted(visitor.page)
      await visitor.context.setExtraHTTPHeaders({ [personHeader]: personId })
      return visitor
    },
    async account(personId: string, login: string) {
      const id = await anAccount(stage.app.owner, personId, { login })
      // The test application takes the person's id for the account's.
      await sql`update auth.account set id = ${personId} where id = ${id}`.execute(stage.app.owner)
    },
    /** Someone of the staff, whose browser has the town's day: Monday, 2 March 2026. */
    async staffToday(personId: string, options: VisitorOptions = {}) {
      const visitor = await desk.staff(personId, options)
      await visitor.page.clock.setFixedTime(stage.app.now)
      return visitor
    },
    /** A trouble that a resident submitted; returns what the receipt says. */
    async aCase(changes: object = {}) {
      const { body } = await stage.app.call(null, endpoints.submit, { body: aTrouble(desk.at.village.id, changes) })
      return body
    },
  }
  beforeAll(async () => {
    desk.at = await aStaffedVillage(stage.app.owner)
    const people = { 'li.shaoling': desk.at.clerk, 'liang.shaoying': desk.at.townClerk, 'he.jiansheng': desk.at.department.officer }
    for (const [login, personId] of Object.entries(people)) await desk.account(personId, login)
  })
  return desk
}

/** Waits until a page has been read and drawn. */
export async function settle(page: Page) {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
}

/** The page reads anew by itself, as when one comes back to its window after a while, and has what answers at `path`. */
export async function readAnew(page: Page, path: string) {
  // awaited from before the clock moves: the page may read as soon as what it has is old, and then not again
  const again = page.waitForResponse(response => response.url().includes(path))
  await page.clock.setFixedTime((await page.evaluate(() => Date.now())) + 11_000)
  await page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }
  })
  await again
}

/** Goes to another page of the console as its menu does, without loading the program again, and waits until it is drawn. */
export async function go(page: Page, path: string) {
  await page.evaluate(to => {
    if (location.pathname + location.search === to) return
    document.querySelector('h1')?.setAttribute('data-left', '')
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.waitForSelector('h1:not([data-left])')
  await settle(page)
}

/** axe finds nothing, and the page does not scroll sideways. */
export async function accessible(page: Page) {
  await expect.poll(() => page.locator('.ant-select-dropdown').filter({ visible: true }).count()).toBe(0)
  const violations = await inSight(page, () => violationsOf(page))
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), 'sideways').toBe(false)
}

/** A button of the case's own bar. */
export const verb = (page: Page, name: string) =>
  page.getByRole('region', { name: '办理', exact: true }).getByRole('button', { name, exact: true })
export const dialog = (page: Page) => page.getByRole('dialog')
/** Presses the dialog's own button, by key: a pointer's press can be lost on a machine at its limits (dialogs.test.ts aims at the button). */
export const finish = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).press('Enter')
/** Picks one of what stands in the open (a round or a square box) by key, and sees it taken. */
export async function pick(part: Page | Locator, name: string) {
  const box = part.getByRole('radio', { name, exact: true }).or(part.getByRole('checkbox', { name, exact: true }))
  await box.waitFor({ state: 'attached' })
  await expect
    .poll(async () => {
      if (!(await box.isChecked())) await box.press('Space')
      return box.isChecked()
    })
    .toBe(true)
}

/** Chooses from a list by typing a part of the name; types again if the list was still being read, or was closed over the key. */
export async function choose(part: Page | Locator, label: string, text: string) {
  const page = 'page' in part ? part.page() : part
  const box = part.getByRole('combobox', { name: label })
  const active = page.locator('.ant-select-item-option-active').filter({ hasText: text, visible: true })
  const chosen = part
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: label }) })
    .getByText(text)
    .filter({ visible: true })
  const within = (wanted: Locator) =>
    wanted
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      )
  for (let tries = 0; tries < 8; tries += 1) {
    if (!(await box.isEditable())) await walkTo(box, active)
    else await box.fill(text)
    if (await within(active)) {
      await box.press('Enter')
      if (await within(chosen)) break
    }
    if (tries === 7) throw new Error(`${label} offers nothing with ${text}`)
    if (await box.isEditable()) await box.fill('')
  }
  // a list that takes more than one stays open
  await box.blur()
  await expect.poll(() => page.locator('.ant-select-dropdown').filter({ visible: true }).count()).toBe(0)
}

/** Opens a list that cannot be typed in, and goes down to the choice. */
async function walkTo(box: Locator, active: Locator) {
  await box.press('ArrowDown')
  for (let steps = 0; steps < 30 && (await active.count()) === 0; steps += 1) await box.press('ArrowDown')
}
