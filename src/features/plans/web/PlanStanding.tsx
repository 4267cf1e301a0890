/** Where a plan stands (计划状态): a draft or adopted, what may be done with it, and what it said before its revisions. */
import { Button, Input } from 'antd'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { endpoints, type Plan } from '../plans.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

export const Standing = ({ plan, onAdopt }: { plan: Plan; onAdopt(): void }) => (
  <>
    <p>
      {plan.unitName}，{showDay(plan.from)}到{showDay(plan.to)}。
      {plan.adoptedOn === null ? '还是草稿，只有办公室看得到。' : `${showDay(plan.adoptedOn)}定下来，人人看得到。`}
    </p>
    {plan.allowedActions.length > 0 && (
      <div className="buttons">
        <ButtonLink to="/plans/$planId/edit" params={{ planId: plan.id }}>
          {plan.adoptedOn === null ? '改草稿' : '修订'}
        </ButtonLink>
        {plan.allowedActions.includes('adopt') && <Button onClick={onAdopt}>定下来</Button>}
      </div>
    )}
  </>
)

export const AdoptDialog = ({ plan, onClose }: { plan: Plan; onClose(): void }) => (
  <FormDialog<typeof endpoints.adopt, { adoptedOn: string }>
    title={`定下来：${plan.name}`}
    verb="定下来"
    endpoint={endpoints.adopt}
    input={body => ({ params: { planId: plan.id }, body, ifMatch: plan.version })}
    initial={{ adoptedOn: localToday() }}
    onClose={onClose}
  >
    <Field name="adoptedOn" label="哪一天定的" required hint="定了就公开。以后要改，得写理由。">
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const Revisions = ({ of: revisions }: { of: Plan['revisions'] }) =>
  revisions.length > 0 && (
    <section className="panel" aria-label="修订">
      <h2>改过{revisions.length}次</h2>
      {revisions.map(({ id, revisedOn, revisedByName, reason, old }) => (
        <details key={id}>
          <summary>
            {showDay(revisedOn)}，{revisedByName ?? '办公室'}：{reason}
          </summary>
          <p>原来叫“{old.name}”，原来这样写：</p>
          <ul>
            {old.aspects.flatMap(({ name, goals }, at) =>
              goals.map((goal, index) => (
                <li key={`${at}/${index}`}>
                  {name}：{goal.name}
                  {goal.target !== null && `，${goal.target}${goal.measure}`}
                  {goal.items.map(item => `；${item.name}（${item.unitName}，${showDay(item.dueOn)}）`)}
                </li>
              )),
            )}
          </ul>
        </details>
      ))}
    </section>
  )
