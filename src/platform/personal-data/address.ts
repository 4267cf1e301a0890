/**
 * Addresses down to the door (门牌地址) in a text: what follows the village's or street's name and leads to one household.
 *
 * A village or a street alone is no address; neither is a numbered pond, plot or notice.
 *
 * Source: conventions SEC 4.3 (in public an address ends with the village); GB/T 23705-2009 (how places and doors are named).
 */

export interface FoundAddress {
  start: number
  end: number
}

const number = '[0-9０-９A-Za-z一二三四五六七八九十百零〇○]{1,6}'
/** "12之3", "12-1". */
const door = `${number}(?:[-－之]${number})?`
const gap = '[\\s　,，]{0,2}'
/** Things that have numbers and no inhabitants. */
const notThings = '(?!鱼?塘|地|宗|商?铺|档|厂|仓|机|井|车|线|桥|路灯|泵|杆|公告|公示|文|令|标|通知|决议|会议|议案|楼梯|闸|站|窖)'
const group = `(?:村民小组|经济社|小组|组|队|社|巷|街|坊|里|屯|湾|屋|片)`

/** 村…组…号, 村…巷…号. */
const inVillage = `(?<=村(?!委会|民)|社区(?!居委会)|村委会|居委会)${gap}(?:[\\p{Script=Han}]{0,6}?${number}?${group}${gap}){1,3}(?<!第)${door}号${notThings}(?:${gap}${door}(?:房|室|户))?`
/** 路…号…房. */
const onStreet = `(?<=路|街|大道|巷|弄|胡同|里|坊)${gap}(?<!第)${door}号[\\p{Script=Han}]{0,10}?${gap}(?:${door}(?:栋|幢|座|单元|梯|楼|层)${gap}){0,3}${door}(?:房|室|户)`
/** 栋…单元…, and 座…房. */
const inBuilding = `${door}(?:栋|幢|座|号楼)${gap}(?:${door}单元(?:${gap}${door}(?:房|室|户|号)?)?|(?:${door}(?:梯|楼|层)${gap})?${door}(?:房|室|户))`

const patterns = [inVillage, onStreet, inBuilding].map(pattern => new RegExp(pattern, 'gu'))

export function* addressesIn(text: string): Generator<FoundAddress> {
  // Most texts have none of these words, and the patterns need not run at all.
  if (!/[号单房室户]/.test(text)) return
  for (const pattern of patterns)
    for (const found of text.matchAll(pattern)) {
      const leading = /^[\s　,，]*/.exec(found[0])![0].length
      yield { start: found.index + leading, end: found.index + found[0].length }
    }
}

export const maskedAddress = '***'
