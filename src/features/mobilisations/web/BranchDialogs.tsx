/** Dialogs of temporary branches (临时党支部的办理): proposing, the superior's answer, another last day, and seats. */
import { Input, Select } from 'antd'
import { endpoints as bodies } from '#features/bodies/bodies.contract.ts'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type TemporaryBranch } from '../mobilisations.contract.ts'
import { seatNames } from '../mobilisations.words.ts'
import { DecisionFields, type DecisionValues } from './DecisionFields.tsx'

export type BranchVerb = 'approveBranch' | 'declineBranch' | 'extendBranch' | 'appoint'

interface ProposalFields {
  unitId: string
  parentId: string
  name: string
  task: string
  endsOn: string
}

export function ProposeDialog({ onClose }: { onClose(): void }) {
  const committees = useRead(bodies.list, { query: { kind: 'committee', limit: 100 } })
  const general = useRead(bodies.list, { query: { kind: 'generalBranch', limit: 100 } })
  const options = [...(committees.data?.items ?? []), ...(general.data?.items ?? [])].map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDialog<typeof endpoints.proposeBranch, ProposalFields>
      title="申请成立临时党支部"
      verb="申请"
      endpoint={endpoints.proposeBranch}
      input={body => ({ body: { ...body, mobilisationId: null } })}
      onClose={onClose}
    >
      <Field name="unitId" label="在哪个单位" required>
        <UnitSelect />
      </Field>
      <Field name="parentId" label="上级党组织" required>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={committees.isPending || general.isPending} />
      </Field>
      <Field name="name" label="名称" required>
        <Input maxLength={80} />
      </Field>
      <Field name="task" label="做什么" required>
        <Input.TextArea rows={3} maxLength={500} />
      </Field>
      <Field name="endsOn" label="预计哪天结束" required>
        <Input type="date" />
      </Field>
    </FormDialog>
  )
}

export function BranchDialog({ verb, branch, onClose }: { verb: BranchVerb; branch: TemporaryBranch; onClose(): void }) {
  const params = { branchId: branch.id }
  const ifMatch = branch.version
  switch (verb) {
    case 'approveBranch':
      return (
        <FormDialog<typeof endpoints.approveBranch, DecisionValues & { foundedOn: string; endsOn: string }>
          title={`批准：${branch.name}`}
          verb="批准"
          endpoint={endpoints.approveBranch}
          input={body => ({ params, body, ifMatch })}
          initial={{ endsOn: branch.endsOn }}
          onClose={onClose}
        >
          <Field name="foundedOn" label="哪天成立" required>
            <Input type="date" />
          </Field>
          <Field name="endsOn" label="哪天自行撤销" required>
            <Input type="date" />
          </Field>
          <DecisionFields />
        </FormDialog>
      )
    case 'declineBranch':
      return (
        <FormDialog<typeof endpoints.declineBranch, { reason: string; decidedOn: string; deciderId: string }>
          title={`不批：${branch.name}`}
          verb="不批"
          endpoint={endpoints.declineBranch}
          input={body => ({ params, body, ifMatch })}
          onClose={onClose}
          refusing
        >
          <Field name="reason" label="为什么" required>
            <Input.TextArea rows={2} maxLength={200} />
          </Field>
          <Field name="decidedOn" label="哪一天决定的" required>
            <Input type="date" />
          </Field>
          <Field name="deciderId" label="谁决定的" required>
            <PersonSelect />
          </Field>
        </FormDialog>
      )
    case 'extendBranch':
      return (
        <FormDialog<typeof endpoints.extendBranch, DecisionValues & { endsOn: string }>
          title={`延期：${branch.name}`}
          verb="延期"
          endpoint={endpoints.extendBranch}
          input={body => ({ params, body, ifMatch })}
          onClose={onClose}
        >
          <Field name="endsOn" label="改到哪天自行撤销" required>
            <Input type="date" />
          </Field>
          <DecisionFields />
        </FormDialog>
      )
    case 'appoint':
      return (
        <FormDialog<typeof endpoints.appoint, { personId: string; role: keyof typeof seatNames }>
          title={`任命：${branch.name}`}
          verb="任命"
          endpoint={endpoints.appoint}
          input={body => ({ params, body })}
          initial={{ role: 'member' }}
          onClose={onClose}
        >
          <Field name="personId" label="谁" required>
            <PersonSelect />
          </Field>
          <Field name="role" label="担任什么" required>
            <Select options={Object.entries(seatNames).map(([value, label]) => ({ value, label }))} />
          </Field>
        </FormDialog>
      )
  }
}
