/** The public record at the desk (公开存证) in a real browser: the clerk names a witness, asks for one, and is refused in words. */
import { expect, test } from 'vitest'
import { aWitness } from '#features/record/record.samples.ts'
import { accessible, settle, useConsole } from './console.ts'

const desk = useConsole()

test('the clerk names a witness by its key, and sets how many must have seen it', async () => {
  const { page, open, faults } = await desk.staffToday(desk.at.townClerk)
  await open('/console/record')
  await settle(page)
  await page.getByText('还没有见证人').waitFor()
  await accessible(page)
  await page.getByRole('button', { name: '登记见证人' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('哪个单位').fill('民乐社区')
  await dialog.getByLabel('公钥').fill('minle.example/w+00000000+not-a-key')
  await dialog.getByRole('button', { name: /登\s*记/ }).click()
  await dialog.getByText('这不是见证人的公钥').waitFor()
  await dialog.getByLabel('公钥').fill(aWitness(41, 'minle.example/w').vkey)
  await dialog.getByRole('button', { name: /登\s*记/ }).click()
  await page.getByRole('row').filter({ hasText: '民乐社区' }).getByText('还没有看过').waitFor()

  await page.getByRole('button', { name: '定要几个见证人' }).click()
  await page.getByRole('dialog').getByRole('spinbutton').fill('2')
  await page.getByRole('dialog').getByRole('button', { name: '定下来' }).click()
  await page.getByRole('dialog').getByText('要求的人数比见证人还多').waitFor()
  await page.getByRole('dialog').getByRole('spinbutton').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: '定下来' }).click()
  await page.getByText('要1个见证人看过').waitFor()
  await accessible(page)
  expect(await page.getByRole('button', { name: '换签名的钥匙' }).count(), 'the system administrator’s').toBe(0)
  expect(
    faults().every(fault => fault.includes('422')),
    'the two refusals',
  ).toBe(true)
})
