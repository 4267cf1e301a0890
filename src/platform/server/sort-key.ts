/** Sort keys (排序拼音): Chinese names in the order people expect, with surnames read as surnames (DATA-10). */
import { pinyin } from 'pinyin-pro'

/** "shan xiao dan" for 单小丹. */
export const sortKeyOf = (name: string): string =>
  pinyin(name, { toneType: 'none', surname: 'head', v: true, nonZh: 'consecutive' }).toLowerCase()
