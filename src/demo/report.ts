/** What the 2020 report tells besides the workbook's records (年度报告): the villages of its close-ups, and a method's adoption. */
import { isUrban, theVillages } from './places.ts'

const told: readonly [unitCode: string, figures: string][] = [
  ['440605122048', 'V01 V02 V03 V04 V05 V06'],
  ['440605122220', 'V07 V08 V09'],
  ['440605122005', 'V10 V11 V12'],
  ['440605122201', 'V13'],
]

export const closeUpYear = 2020
export const closeUps = told.flatMap(([unitCode, figures]) => figures.split(' ').map(figureId => ({ unitCode, figureId })))

/** 红房子 in the six urban communities (T10). What the method says is not known, so no text is made up. */
export const method = {
  name: '红房子',
  adoptions: theVillages.filter(isUrban).map(({ code }) => ({ unitCode: code, from: '2020-04-10' })),
}
