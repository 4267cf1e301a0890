/** A notice on the wall (公示栏海报): the poster as a file to print. */
import { action } from '#platform/server/action.ts'
import { Problem } from '#platform/shared/problem.ts'
import { endpoints, problems } from './disclosures.contract.ts'
import { nobodys, noticePolicy } from './disclosures.policy.ts'
import { posterOf } from './disclosures.poster.rules.ts'
import { present } from './disclosures.present.actions.ts'

export const poster = action(endpoints.poster, async (context, { params: { noticeId }, query: { form } }) => {
  context.require(noticePolicy, 'poster', nobodys)
  const notice = await present(context, noticeId)
  const found = posterOf(notice, context.config.publicUrl)
  if (!found) throw new Problem(problems.nothingToPost)
  // Loaded with the first poster: the printer and its font are heavy, and most processes do without.
  if (form === 'docx') {
    const { writePosterDocx } = await import('#platform/server/wall-poster-docx.ts')
    return { fileName: `${notice.title}.docx`, mediaType: docx, bytes: await writePosterDocx(found) }
  }
  const { writePosterPdf } = await import('#platform/server/wall-poster-pdf.ts')
  return { fileName: `${notice.title}.pdf`, mediaType: 'application/pdf', bytes: await writePosterPdf(found) }
})

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
