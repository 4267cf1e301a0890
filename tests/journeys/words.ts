/** Words (用语): sentences of public pages are short enough to read at a glance (conventions 6.5). */
import type { Page } from 'playwright-core'

/** Characters of a sentence; punctuation and names of places inside brackets count like any other. */
export const longestSentence = 25

/** Every sentence of the page's own text that is too long. Tables hold what people entered and are left out. */
export const checkWords = (page: Page): Promise<string[]> =>
  page.evaluate(longest => {
    const texts = [...document.querySelectorAll('main p, main li, main h1, main h2, main h3, footer p')]
      .filter(node => !node.closest('table') && !node.querySelector('p, li'))
      .flatMap(node => (node as HTMLElement).innerText.split(/[。！？；\n]/u))
    return (
      texts
        .map(text => text.replaceAll(/[\s“”]/gu, ''))
        // The name of a law, with its number, is one thing that nobody can shorten.
        .map(text => text.replaceAll(/《[^》]+》(（[^（）]+号）)?/gu, '《》'))
        // A date or a telephone number is one thing to the eye.
        .filter(text => [...text.replaceAll(/[\d年月日:：—-]{4,}/gu, '1')].length > longest)
        .map(text => `a sentence of more than ${longest} characters: ${text}`)
    )
  }, longestSentence)
