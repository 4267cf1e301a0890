/** PDF files for tests (PDF): as plain as the format allows, so that a test says itself what stands in them. */

/** One page for each content stream; `fonts` and further objects are given as the file writes them. */
export function pdfOf(
  pages: readonly string[],
  {
    font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    resources = '',
    page = '',
    catalog = '',
    objects = [],
  }: PdfOptions = {},
): Buffer {
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${firstPage + objects.length + 2 * at} 0 R`).join(' ')}] >>`,
    font,
    ...objects,
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${firstPage + objects.length + 2 * at + 1} 0 R ${page} /Resources << /Font << /F1 3 0 R >> ${resources} >> >>`,
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.7\n'
  const places: number[] = []
  bodies.forEach((body, at) => {
    places.push(file.length)
    file += `${at + 1} 0 obj\n${body}\nendobj\n`
  })
  const start = file.length
  file += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

interface PdfOptions {
  font?: string
  /** Of each page, besides the font. */
  resources?: string
  /** Further entries of each page. */
  page?: string
  catalog?: string
  /** Numbered from 4. */
  objects?: readonly string[]
}

const firstPage = 4

/** A scanned page: a picture that fills it. */
export const scan = 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q'
/** A scanned row of a table, with the cells invisible behind the picture as a scanner's reading program leaves them. */
export const scannedRow = (cells: readonly string[]) =>
  [scan, ...cells.map((text, at) => written(text, 700, 3).replace('50 700', `${50 + at * 150} 700`))].join('\n')

/** The operators that write a line; `mode` 3 is invisible. */
export const written = (text: string, y = 700, mode = 0) => `BT /F1 12 Tf ${mode} Tr 50 ${y} Td (${text}) Tj ET`
