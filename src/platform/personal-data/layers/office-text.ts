/**
 * Office files (Word和Excel文件): every part of the package is read, or named as not read; none is left out in silence.
 *
 * Source: ECMA-376 part 1 (WordprocessingML §17, SpreadsheetML §18), part 2 (packaging).
 */
import { openPackage, type WorkbookPackage } from '../../server/workbook-package.ts'
import { Problem, problems } from '../../shared/problem.ts'
import type { TextPart } from '../findings.ts'
import { looseText } from './loose-text.ts'
import { sheetsText } from './sheets-text.ts'
import { wordText } from './word-text.ts'

/** The texts of a docx or xlsx. Throws as openPackage does, and unreadable-file (422) for one that holds other files. */
export async function officeText(bytes: Uint8Array): Promise<TextPart[]> {
  const parts = await openPackage(bytes)
  const texts: TextPart[] = []
  if (parts.has('word/document.xml')) for (const name of parts.names.filter(isWordText)) texts.push(...(await wordText(parts, name)))
  else if (parts.has('xl/workbook.xml')) texts.push(...(await sheetsText(parts)))
  else throw new Problem(problems.unreadableFile)
  return [...texts, ...(await otherParts(parts))]
}

const isWordText = (name: string) => /^word\/(document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml$/.test(name)
const isSheetText = (name: string) => /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(name)
/** Looks and settings: nothing in them was typed as text. */
const isForm = (name: string) =>
  /(^|\/)(styles|stylesWithEffects|theme\d*|fontTable|webSettings|numbering|calcChain|\[Content_Types\])\.xml$|^(word|xl)\/theme\//.test(
    name,
  ) || /\/(printerSettings\d*\.bin|fonts\/[^/]+\.odttf)$/.test(name)
const isPicture = (name: string) => /\.(png|jpe?g|gif|bmp|tiff?|wmf|emf|svg|webp|wdp)$/i.test(name)

async function otherParts(parts: WorkbookPackage): Promise<TextPart[]> {
  const texts: TextPart[] = []
  let pictures = 0
  for (const name of parts.names) {
    if (isWordText(name) || isSheetText(name) || isForm(name)) continue
    if (isPicture(name)) texts.push({ where: `图片${(pictures += 1)}`, text: '', unread: true })
    else if (/\.(xml|rels|vml)$/i.test(name)) texts.push(...(await looseText(parts, name)))
    else throw new Problem(problems.unreadableFile)
  }
  return texts
}
