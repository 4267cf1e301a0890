/** Posts of a village (岗位): the catalogue, what is open, and who takes them up. */
import { Checkbox, Input, InputNumber, Select, Switch } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type PostKind, type ServicePost } from '../commitments.contract.ts'
import { postClassNames } from '../commitments.words.ts'
import { HoldingLine } from './HoldingLine.tsx'
import { OneAlone, useLedgerPlace, useOtherPlace } from './places.tsx'
import { Act, Ask } from './verbs.tsx'

const columns: readonly Column<ServicePost>[] = [
  { key: 'unit', title: '单位', show: ({ unitName }) => unitName },
  {
    key: 'name',
    title: '岗位',
    show: ({ name, class: kind, duties }) => (
      <>
        {name}
        <br />
        <span className="sub">
          {postClassNames[kind]}。{duties}
        </span>
      </>
    ),
  },
  { key: 'taken', title: '定了／要几人', tight: true, right: true, show: ({ taken, headcount }) => `${taken}／${headcount}` },
  { key: 'does', title: '操作', does: true, show: post => <PostButtons post={post} /> },
]

function PostButtons({ post }: { post: ServicePost }) {
  if (!post.allowedActions.includes('closePost')) return null
  const params = { postId: post.id }
  const of = `${post.unitName}，${post.name}`
  return (
    <div className="buttons">
      {post.taken < post.headcount && (
        <Ask of={of} verb="推荐党员">
          {close => (
            <FormDialog<typeof endpoints.applyForPost, { personId: string; light: boolean }>
              title={`推荐党员：${post.name}`}
              verb="推荐"
              endpoint={endpoints.applyForPost}
              input={({ personId, light = false }) => ({ params, body: { personId, light } })}
              onClose={close}
            >
              <Field name="personId" label="谁" required>
                <PersonSelect />
              </Field>
              <Field name="light" label="只挂名或做轻的" hint="照顾年纪大、生病的党员。">
                <Switch />
              </Field>
            </FormDialog>
          )}
        </Ask>
      )}
      {post.taken === 0 && <Act of={of} verb="撤岗" endpoint={endpoints.closePost} input={{ params }} />}
    </div>
  )
}

export function PostsTab({ below, keeps }: { below: string | undefined; keeps: boolean }) {
  const place = useOtherPlace(below)
  const { query, record, pager } = useLedgerPlace(below)
  const posts = useRead(endpoints.servicePosts, { query: place.query })
  const holdings = useRead(endpoints.holdings, { query })
  const kinds = useRead(endpoints.postKinds, {})
  return (
    <>
      <Reading of={posts}>
        {({ items, nextCursor }) => (
          <DataTable
            name="岗位"
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
            heading={<h2>岗位</h2>}
            tools={
              <>
                {kinds.data?.allowedActions.includes('adoptPostKinds') && <AdoptButton kinds={kinds.data.items} />}
                {keeps && <DefineButton kinds={kinds.data?.items ?? []} />}
              </>
            }
            onRefresh={() => void posts.refetch()}
            empty={<Empty why="还没有设岗" todo="镇里先采用岗位目录，支部再设岗。" />}
            pager={place.pager(nextCursor)}
          />
        )}
      </Reading>
      <h2>谁在岗</h2>
      {record && <OneAlone below={below} />}
      <Reading of={holdings}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty why="还没有人认岗" todo="由党员自己认领，或由支部推荐。" />
          ) : (
            <>
              <ul className="lines">
                {items.map(holding => (
                  <li key={holding.id} className="stack">
                    <HoldingLine holding={holding} />
                  </li>
                ))}
              </ul>
              {!record && pager(nextCursor)}
            </>
          )
        }
      </Reading>
    </>
  )
}

const AdoptButton = ({ kinds }: { kinds: readonly PostKind[] }) => (
  <Ask of="岗位目录" verb="采用岗位">
    {close => (
      <FormDialog<typeof endpoints.adoptPostKinds, { codes: string[] }>
        title="采用岗位"
        verb="采用"
        endpoint={endpoints.adoptPostKinds}
        input={body => ({ body })}
        onClose={close}
      >
        <Field name="codes" label="采用哪些" required>
          <Checkbox.Group
            options={kinds.map(({ code, name, class: kind, adopted }) => ({
              value: code,
              label: `${name}（${postClassNames[kind]}${adopted ? '，已采用' : ''}）`,
              disabled: adopted,
            }))}
          />
        </Field>
      </FormDialog>
    )}
  </Ask>
)

const DefineButton = ({ kinds }: { kinds: readonly PostKind[] }) => (
  <Ask of="岗位" verb="设岗" primary>
    {close => (
      <FormDialog<typeof endpoints.definePost, { unitId: string; kindCode: string; headcount: number; conditions: string }>
        title="设岗"
        verb="设岗"
        endpoint={endpoints.definePost}
        input={body => ({ body })}
        initial={{ headcount: 1 }}
        onClose={close}
      >
        <Field name="unitId" label="哪里" required>
          <UnitSelect />
        </Field>
        <Field name="kindCode" label="哪个岗位" required>
          <Select options={kinds.filter(({ adopted }) => adopted).map(({ code, name }) => ({ value: code, label: name }))} />
        </Field>
        <Field name="headcount" label="要几人" required>
          <InputNumber min={1} max={50} />
        </Field>
        <Field name="conditions" label="条件">
          <Input maxLength={100} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
