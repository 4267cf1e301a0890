/** One certificate (一份志愿服务证明): every entry with its grade, and what may be done now. It is printed from its public page. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type CertificateDetail, type CertifiedEntry } from '../certificates.contract.ts'
import { bothGrades, certificateStateName, gradeWords, hoursWord } from '../certificates.words.ts'
import { AskDialog, DecideDialog, IssueDialog, ProposeDialog, RefuseDialog } from './CertificateDialogs.tsx'

const route = getRouteApi('/certificates/$certificateId')
const columns: readonly Column<CertifiedEntry>[] = [
  { key: 'servedOn', title: '日期', tight: true, show: ({ servedOn }) => showDay(servedOn) },
  { key: 'title', title: '活动', show: ({ title }) => title },
  { key: 'unit', title: '组织单位', show: ({ unitName }) => unitName },
  { key: 'hours', title: '时长', tight: true, show: ({ credited }) => hoursWord(credited) },
  { key: 'grade', title: '等级', tight: true, show: ({ grade }) => gradeWords[grade] },
]

export function CertificatePage() {
  const { certificateId } = route.useParams()
  const found = useRead(endpoints.get, { params: { certificateId } })
  return (
    <Page
      title={found.data ? `${found.data.name}的志愿服务证明` : '志愿服务证明'}
      crumbs={[<Link to="/volunteering">志愿服务</Link>, <Link to="/certificates">志愿服务证明</Link>]}
      beside={found.data && <span className="state">{certificateStateName(found.data)}</span>}
    >
      <Reading of={found} lines={8}>
        {certificate => <One certificate={certificate} />}
      </Reading>
    </Page>
  )
}

const verbs = [
  ['issue', '开证明', 'primary'],
  ['refuse', '不能开', 'default'],
  ['proposeRevocation', '提出撤销', 'default'],
  ['decideRevocation', '核对撤销', 'primary'],
] as const
const dialogs = { issue: IssueDialog, refuse: RefuseDialog, proposeRevocation: ProposeDialog, decideRevocation: DecideDialog }

function One({ certificate }: { certificate: CertificateDetail }) {
  const [asked, setAsked] = useState<keyof typeof dialogs | 'replace' | null>(null)
  const navigate = route.useNavigate()
  const {
    id,
    unitName,
    from,
    to,
    postedUntil,
    serial,
    validUntil,
    responsible,
    handlerName,
    refuseReason,
    revokeReason,
    revokedOn,
    allowedActions,
  } = certificate
  const Asked = asked === null || asked === 'replace' ? null : dialogs[asked]
  const isVoid = certificate.keyLeaked && allowedActions.includes('proposeRevocation')
  return (
    <>
      <section className="panel" aria-label="这份证明">
        <p>
          {unitName}，{showDay(from)}到{showDay(to)}，{bothGrades(certificate)}。公示到{showDay(postedUntil)}。
          {serial && `编号${serial}，负责人${responsible}，经办人${handlerName}，有效到${showDay(validUntil)}。`}
        </p>
        {isVoid && <p>签名的密钥已作废，扫码查不过。请替本人再申请一份，公示期满再开；旧的撤销。</p>}
        {refuseReason !== null && <p>不能开的原因：{refuseReason}</p>}
        {revokeReason !== null && (
          <p>
            撤销的原因：{revokeReason}
            {revokedOn && `（${showDay(revokedOn)}撤销）`}
          </p>
        )}
      </section>
      <section className="act" aria-label="办理">
        <Space wrap>
          {verbs.map(
            ([verb, text, type]) =>
              allowedActions.includes(verb) && (
                <Button key={verb} type={type} onClick={() => setAsked(verb)}>
                  {text}
                </Button>
              ),
          )}
          {isVoid && (
            <Button type="primary" onClick={() => setAsked('replace')}>
              换开一份
            </Button>
          )}
          {allowedActions.includes('credential') && (
            <Button href={`/volunteer/certificates/${id}`} target="_blank">
              打印
            </Button>
          )}
        </Space>
      </section>
      <section className="panel" aria-label="服务内容">
        <DataTable
          name="服务内容"
          columns={columns}
          rows={certificate.entries}
          keyOf={({ servedOn, title, unitName: its }) => `${servedOn} ${title} ${its}`}
          heading={<h2>服务内容</h2>}
          empty={<Empty why="没有记录" todo="" />}
        />
      </section>
      {asked === 'replace' && (
        <AskDialog
          initial={certificate}
          onClose={() => setAsked(null)}
          onDone={({ id: next }) => {
            setAsked(null)
            void navigate({ to: '/certificates/$certificateId', params: { certificateId: next } })
          }}
        />
      )}
      {Asked && <Asked certificate={certificate} onClose={() => setAsked(null)} />}
    </>
  )
}
