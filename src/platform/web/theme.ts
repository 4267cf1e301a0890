/** The console's theme (主题): Ant Design tokens of LOOK.md, standard or elder. */
import type { ThemeConfig } from 'antd'
import themes from './antd-theme.json' with { type: 'json' }

type Components = Record<string, object>

const { standard, elder } = themes as unknown as Record<'standard' | 'elder', { token: object; components: Components }>

/** With `isStill`, what comes and goes does so at once: people who asked their device for less motion get none. */
export function themeFor(isElder: boolean, isStill: boolean): ThemeConfig {
  const token = { ...standard.token, motion: !isStill }
  if (!isElder) return { ...standard, hashed: false, token }
  const components: Components = { ...standard.components }
  for (const [name, tokens] of Object.entries(elder.components)) components[name] = { ...components[name], ...tokens }
  return { ...standard, hashed: false, token: { ...token, ...elder.token }, components }
}

/** The nonce that the server gave this page, for the styles that antd writes. */
export const pageNonce = () => document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/**
 * Gives every <style> that a script makes the page's nonce. antd does so itself, but for the scroll lock of
 * its dialogs, which knows no nonce: the page behind a dialog would scroll.
 */
export function signStyles(nonce: string): void {
  const create = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (name === 'style') element.nonce = nonce
    return element
  }
}
