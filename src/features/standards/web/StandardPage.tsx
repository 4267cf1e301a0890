/** One rule or method at the desk (一份制度): its editions, its draft, and where it is adopted. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, standardKindNames, type Edition, type Standard } from '../standards.contract.ts'
import { DraftDialog } from './DraftDialog.tsx'

type Asking = 'draft' | 'publish' | 'adopt' | { end: string } | null
const route = getRouteApi('/standards/$standardId')

export function StandardPage() {
  const { standardId } = route.useParams()
  const standard = useRead(endpoints.get, { params: { standardId } })
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <Page
      title={standard.data?.name ?? '制度'}
      crumbs={[
        <Link key="all" to="/standards">
          制度
        </Link>,
      ]}
      actions={standard.data && <Actions standard={standard.data} onAsk={setAsking} />}
    >
      <Reading of={standard}>
        {value => (
          <>
            <p className="sub">{standardKindNames[value.kind]}</p>
            {value.editions.length === 0 && (
              <section className="panel" aria-label="条文">
                <Empty why="还没有条文" todo="点“写草稿”，一条一条写。" />
              </section>
            )}
            {value.editions.map(edition => (
              <EditionPanel key={edition.number} edition={edition} />
            ))}
            {value.kind === 'method' && <Adoptions standard={value} onEnd={id => setAsking({ end: id })} />}
            {asking === 'draft' && <DraftDialog standard={value} onClose={close} />}
            {asking === 'publish' && <PublishDialog standard={value} onClose={close} />}
            {asking === 'adopt' && <AdoptDialog standard={value} onClose={close} />}
            {typeof asking === 'object' && asking !== null && <EndDialog adoptionId={asking.end} onClose={close} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

function Actions({ standard, onAsk }: { standard: Standard; onAsk(asking: Asking): void }) {
  const may = (name: string) => standard.allowedActions.includes(name)
  const hasDraft = standard.editions.some(({ inForceOn }) => inForceOn === null)
  return (
    <>
      <Button href={`/standards/${standard.id}`}>居民看到的</Button>
      {may('adopt') && standard.kind === 'method' && <Button onClick={() => onAsk('adopt')}>登记推广</Button>}
      {may('draft') && <Button onClick={() => onAsk('draft')}>{hasDraft ? '改草稿' : '写草稿'}</Button>}
      {may('publish') && hasDraft && (
        <Button type="primary" onClick={() => onAsk('publish')}>
          施行
        </Button>
      )}
    </>
  )
}

const EditionPanel = ({ edition }: { edition: Edition }) => (
  <section className="panel" aria-label={`第${edition.number}版`}>
    <h2>
      第{edition.number}版{edition.inForceOn === null ? '（草稿）' : `，${showDay(edition.inForceOn)}起施行`}
    </h2>
    <p className="sub">{edition.issuer}印发</p>
    <ol>
      {edition.clauses.map(({ text, checkName, checkSays }, index) => (
        <li key={index}>
          {text} <span className="sub">{checkName ? `系统执行：${checkName}。${checkSays}` : '人工执行'}</span>
        </li>
      ))}
    </ol>
  </section>
)

type AdoptionRow = Standard['adoptions'][number]

function Adoptions({ standard, onEnd }: { standard: Standard; onEnd(id: string): void }) {
  const mayEnd = standard.allowedActions.includes('endAdoption')
  const columns: readonly Column<AdoptionRow>[] = [
    { key: 'unit', title: '哪里', show: ({ unitName }) => unitName },
    { key: 'from', title: '从哪天', tight: true, show: ({ from }) => showDay(from) },
    { key: 'to', title: '到哪天', tight: true, show: ({ to }) => (to === null ? '还在用' : showDay(to)) },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: ({ id, to, unitName }) =>
        mayEnd &&
        to === null && (
          <Button type="link" size="small" aria-label={`不再推广：${unitName}`} onClick={() => onEnd(id)}>
            不再推广
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="推广的地方">
      <DataTable
        name="推广的地方"
        columns={columns}
        rows={standard.adoptions}
        keyOf={({ id }) => id}
        heading={
          <>
            <h2>推广的地方</h2>
            <span className="sub">按代码排。</span>
          </>
        }
        empty={<Empty why="还没有推广" todo="有村（社区）开始用了，在这里登记。" />}
      />
    </section>
  )
}

interface DialogProps {
  standard: Standard
  onClose(): void
}

const PublishDialog = ({ standard, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.publish, { inForceOn: string }>
    title="施行草稿"
    verb="施行"
    endpoint={endpoints.publish}
    input={body => ({ params: { standardId: standard.id }, body, ifMatch: standard.version })}
    onClose={onClose}
  >
    <p>施行以后，这一版的条文不能再改，只能另出一版。</p>
    <Field name="inForceOn" label="从哪天起施行" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

const AdoptDialog = ({ standard, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.adopt, { unitId: string; from: string }>
    title="登记推广"
    verb="登记"
    endpoint={endpoints.adopt}
    input={body => ({ params: { standardId: standard.id }, body })}
    onClose={onClose}
  >
    <Field name="unitId" label="哪里" required>
      <UnitSelect kinds={['community', 'village']} />
    </Field>
    <Field name="from" label="从哪天开始用" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

const EndDialog = ({ adoptionId, onClose }: { adoptionId: string; onClose(): void }) => (
  <FormDialog<typeof endpoints.endAdoption, { to: string }>
    title="不再推广"
    verb="登记"
    refusing
    endpoint={endpoints.endAdoption}
    input={body => ({ params: { adoptionId }, body })}
    onClose={onClose}
  >
    <Field name="to" label="从哪天起不用了" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
