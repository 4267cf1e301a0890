/** The browser (浏览器): Debian's Chromium, wherever this machine has it; `CHROMIUM` names another. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** The same engine without the window's own machinery comes first: it takes a quarter less of the processor. */
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // a page lives for seconds here: what its code is made faster by costs more than it gives (a fifth of the processor)
  '--js-flags=--no-opt,--no-maglev',
]

export function openBrowser() {
  const executablePath = process.env.CHROMIUM || installed.find(existsSync)
  if (executablePath === undefined) throw new Error('no Chromium: apt-get install chromium-headless-shell')
  return chromium.launch({ executablePath, args: flags })
}

let shared: Browser | null = null
/**
 * One for all files of a worker, because starting one is a second of the processor; visitors share nothing but the engine (a context each).
 * It ends with the worker's process.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await openBrowser()
  return shared
}
