/** One person (一位人员): the record, posts now and before, leave, and who did what about it. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type Person } from '../people.contract.ts'
import { useHolds } from './people.widgets.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { PersonLeaves } from './PersonLeaves.tsx'
import { PersonPhone } from './PersonPhone.tsx'
import { PersonTerms } from './PersonTerms.tsx'
import { PersonTrail } from './PersonTrail.tsx'

const route = getRouteApi('/people/$personId')
const crumbs = [<Link to="/people">人员与任职</Link>]

export function PersonPage() {
  const { personId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { personId } })
  return (
    <PageReading of={reading} id={personId} title="人员" crumbs={crumbs}>
      {person => <PersonSheet key={personId} person={person} />}
    </PageReading>
  )
}

function PersonSheet({ person }: { person: Person }) {
  const [editing, setEditing] = useState(false)
  const keepsAccounts = useHolds(['systemAdministrator', 'securityAdministrator'])
  const may = (name: string) => person.allowedActions.includes(name)
  return (
    <Page
      title={person.name}
      crumbs={crumbs}
      actions={
        <>
          {keepsAccounts && (
            <ButtonLink to="/accounts" search={{ q: person.name }}>
              看账号
            </ButtonLink>
          )}
          {may('edit') && <Button onClick={() => setEditing(true)}>修改</Button>}
        </>
      }
    >
      <div className="two">
        <div>
          <Facts person={person} />
          <PersonTerms person={person} />
        </div>
        {(may('listLeaves') || may('trail')) && (
          <div>
            {may('listLeaves') && <PersonLeaves person={person} />}
            {may('trail') && <PersonTrail personId={person.id} />}
          </div>
        )}
      </div>
      {editing && <PersonDialog person={person} onClose={() => setEditing(false)} />}
    </Page>
  )
}

const Facts = ({ person }: { person: Person }) => (
  <section className="panel" aria-labelledby="facts">
    <h2 id="facts">基本信息</h2>
    <dl className="desc">
      <div>
        <dt>姓名</dt>
        <dd>{person.name}</dd>
      </div>
      <div>
        <dt>单位</dt>
        <dd>{person.unitName}</dd>
      </div>
      <PersonPhone person={person} />
      <div>
        <dt>代码</dt>
        <dd>{person.externalCode ?? '没有'}</dd>
      </div>
    </dl>
    {person.forgetOn !== null && (
      <p className="note plain">
        没有任职，也没有别的关系。{showDay(person.forgetOn)}起，电话和账号会删掉。还要联系的，请先登记任职或岗位。
      </p>
    )}
    {person.forgottenOn !== null && (
      <p className="note plain">{showDay(person.forgottenOn)}按期删了电话和账号，档案里还留着姓名。人回来了，请另外登记。</p>
    )}
    {person.allowedActions.includes('revealPhone') && person.phone && <p className="sub">每次查看电话都记下来，本人看得到是谁、为什么。</p>}
  </section>
)
