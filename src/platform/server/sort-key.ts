/** Sort keys (排序拼音): Chinese names in the order people expect, with surnames read as surnames (DATA-10). */
import { createRequire } from 'node:module'
import type { pinyin } from 'pinyin-pro'

let loaded: { pinyin: typeof pinyin } | null = null
/** The dictionary, loaded with the first name that needs a key. */
const dictionary = () => (loaded ??= createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof pinyin })

/** "shan xiao dan" for 单小丹. */
export const sortKeyOf = (name: string): string =>
  dictionary().pinyin(name, { toneType: 'none', surname: 'head', v: true, nonZh: 'consecutive' }).toLowerCase()
