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
