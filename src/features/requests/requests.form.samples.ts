/** Requests (诉求): the form 说说烦心事 as a browser sends it; for tests. */
import sharp from 'sharp'

/** A form as a browser sends it. */
export function multipart(fields: Record<string, string>, files: { name: string; bytes: Uint8Array }[] = []) {
  const boundary = 'form-of-a-browser'
  const parts: Uint8Array[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  for (const { name, bytes } of files) {
    parts.push(
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    )
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return {
    method: 'POST' as const,
    url: '/report',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat(parts),
  }
}

/** A form of the pages by number and code, with the cookie that the browser has. */
export const plainForm = (url: string, form: Record<string, string>, cookie?: string) => ({
  method: 'POST' as const,
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) },
  payload: new URLSearchParams(form).toString(),
})

/** The cookie that an answer set. */
export const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!

export const aPhoto = (background = '#888') =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .jpeg()
    .toBuffer()
export const fieldsOf = (unitId: string, changes: object = {}) => ({
  formKey: crypto.randomUUID().replaceAll('-', ''),
  text: '巷口路灯坏了一周，老人看不见台阶。',
  unitId,
  near: '祠堂对面',
  contactName: '',
  contactPhone: '',
  ...changes,
})

/** The number on the page of the receipt. */
export const numberIn = (page: string) => /编号<\/dt>\s*<dd[^>]*>\s*([^<\s]+)\s*</.exec(page)?.[1]

/** The answer of the office that the page asks about. */
export const answersIn = (page: string) => /name="answers" value="([^"]+)"/.exec(page)?.[1] ?? ''
