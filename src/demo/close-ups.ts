/** Which villages the 2020 report tells of (村居特写): those of the newspaper, each with its figures. */

const told: readonly [unitCode: string, figures: string][] = [
  ['440605122048', 'V01 V02 V03 V04 V05 V06'],
  ['440605122220', 'V07 V08 V09'],
  ['440605122005', 'V10 V11 V12'],
  ['440605122201', 'V13'],
]

export const closeUpYear = 2020
export const closeUps = told.flatMap(([unitCode, figures]) => figures.split(' ').map(figureId => ({ unitCode, figureId })))
