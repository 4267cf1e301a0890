/** The papers that the list asks for (清单要的材料): what is there under each name, and where one may, adding and taking away. */
import { useWrite } from '#platform/web/api-client.ts'
import { Attachments } from '#platform/web/Attachments.tsx'
import { useUpload } from '#platform/web/files.ts'
import { showDay } from '#platform/web/format.ts'
import { endpoints, type Decision } from '../decisions.contract.ts'

export const AskedFiles = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="清单要的材料">
    <h2>清单要的材料</h2>
    <p className="sub">表决前每样都要附上。纸的拍下来就行，一样可以放几张。</p>
    {decision.asks.attachments.map(name => (
      <OfName key={name} decision={decision} attachment={name} />
    ))}
  </section>
)

function OfName({ decision, attachment }: { decision: Decision; attachment: string }) {
  const params = { decisionId: decision.id }
  const upload = useUpload(endpoints.attach, { params, query: { attachment } })
  const detach = useWrite(endpoints.detach)
  const may = (name: string) => decision.allowedActions.includes(name)
  return (
    <section aria-label={attachment}>
      <h3>{attachment}</h3>
      <Attachments
        files={decision.files
          .filter(each => each.attachment === attachment)
          .map(({ id, name, digest, addedOn, addedAs }) => ({
            id,
            name: name ?? attachment,
            beside: <span className="sub">{[showDay(addedOn), addedAs, `摘要${digest.slice(0, 16)}…`].filter(Boolean).join('，')}</span>,
          }))}
        hrefOf={id => `/api/decisions/${decision.id}/files/${id}`}
        upload={may('attach') ? upload : undefined}
        onDetach={may('detach') ? fileId => detach.mutate({ params: { ...params, fileId } }) : undefined}
        detaching={detach.error}
        accept=".docx,.xlsx,.pdf,.jpg,.jpeg,.png,.webp"
        kinds="Word、Excel、PDF或照片"
      />
    </section>
  )
}
