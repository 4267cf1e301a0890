/** Sort keys (排序拼音): Chinese names in the order people expect, with surnames read as surnames (DATA-10). */
import type * as pinyinPro from 'pinyin-pro'
import { createRequire } from 'node:module'

type Pinyin = typeof pinyinPro
let loaded: Pinyin | null = null
/** The dictionary, loaded with the first name that needs a key. */
const dictionary = () => (loaded ??= createRequire(import.meta.url)('pinyin-pro') as Pinyin)

/** "shan xiao dan" for 单小丹. */
export const sortKeyOf = (name: string): string =>
  dictionary().pinyin(name, { toneType: 'none', surname: 'head', v: true, nonZh: 'consecutive' }).toLowerCase()
