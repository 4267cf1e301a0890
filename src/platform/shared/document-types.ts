/** Documents (文件): the kinds that people hand in besides photos, as media types. */
export const documentTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type DocumentType = (typeof documentTypes)[number]

export const mostDocumentBytes = 10 * 1024 * 1024
