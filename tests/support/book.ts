/** The texts of a workbook's cells (表格里的字), for tests: as a reader would see them. */
import exceljs from 'exceljs'

export async function aBook(bytes: Uint8Array): Promise<string[]> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  const texts: string[] = []
  book.eachSheet(sheet => sheet.eachRow(row => row.eachCell(cell => void texts.push(cell.text))))
  return texts
}
