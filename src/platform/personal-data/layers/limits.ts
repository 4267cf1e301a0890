/** Limits of reading a file's texts (读取限度). */

/** Of all texts of one file together, in characters: about a thousand pages, searched in seconds at worst. */
export const mostText = 2_000_000

export const pdfLimits = {
  pages: 300,
  seconds: 30,
  /** Of the thread that reads it. */
  memoryMegabytes: 512,
} as const
