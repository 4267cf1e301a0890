/** Transfers, exclusions from 应到会, and the grid (转接、不计入、入格): what each asks. */
import { Input, Radio } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'
import { showDay } from '#platform/web/format.ts'
import { endpoints, ExclusionReason, GridKind, SuspendReason, type Grid, type MembershipDetail } from '../memberships.contract.ts'
import { exclusionReasonNames, gridKindNames, gridStepNames, suspendReasonNames, type GridStep } from '../memberships.words.ts'
import { BranchFields } from './BranchSelect.tsx'
import { choices, type MemberDialogProps } from './StandingDialogs.tsx'

export const BeginTransferDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.beginTransfer, { villageId?: string; toBodyId: string; begunOn: string }>
    title={`转出：${member.name}`}
    verb="开始转接"
    endpoint={endpoints.beginTransfer}
    input={({ toBodyId, begunOn }) => ({ params: { membershipId: member.id }, body: { toBodyId, begunOn } })}
    initial={{ begunOn: localToday() }}
    onClose={onClose}
  >
    {form => (
      <>
        <p>新支部接收以前，人还在原来的支部。转到镇外的，请用“党籍不在本镇了”。</p>
        <BranchFields
          name="toBodyId"
          label="转到哪个党支部"
          villageId={form.getFieldValue('villageId') as string | undefined}
          except={member.bodyId}
        />
        <Field name="begunOn" label="哪一天开出" required>
          <Input type="date" />
        </Field>
      </>
    )}
  </FormDialog>
)

export const CompleteTransferDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.completeTransfer, { effectiveOn: string }>
    title={`接收：${member.name}`}
    verb="接收"
    endpoint={endpoints.completeTransfer}
    input={body => ({ params: { membershipId: member.id }, body })}
    initial={{ effectiveOn: localToday() }}
    onClose={onClose}
  >
    <p>
      从{member.bodyName ?? '镇外的支部'}转到{member.movingTo}。
    </p>
    <Field name="effectiveOn" label="从哪一天起归新支部" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const ExcludeDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.exclude, { reason: ExclusionReason; from: string; to?: string; decision: string; decidedOn: string }>
    title={`不计入应到会：${member.name}`}
    verb="登记"
    endpoint={endpoints.exclude}
    input={({ to, ...body }) => ({ params: { membershipId: member.id }, body: { ...body, to: to || null } })}
    initial={{ from: localToday() }}
    onClose={onClose}
  >
    <Field name="reason" label="哪种情况" required hint="只有这几种。别的原因算请假。">
      <Radio.Group options={choices(ExclusionReason.options, exclusionReasonNames)} />
    </Field>
    <Field name="from" label="从哪一天起" required>
      <Input type="date" />
    </Field>
    <Field name="to" label="哪一天起又计入" hint="还不知道就不填。">
      <Input type="date" />
    </Field>
    <Field name="decision" label="凭哪个决定" required hint="支部大会的名称或文号；留党察看写处分决定。">
      <Input maxLength={60} />
    </Field>
    <Field name="decidedOn" label="哪一天决定的" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const LiftExclusionDialog = ({
  member,
  exclusion,
  onClose,
}: MemberDialogProps & { exclusion: MembershipDetail['exclusions'][number] }) => (
  <FormDialog<typeof endpoints.liftExclusion, { on: string }>
    title="又计入应到会"
    verb="登记"
    endpoint={endpoints.liftExclusion}
    input={body => ({ params: { membershipId: member.id, exclusionId: exclusion.id }, body })}
    initial={{ on: localToday() }}
    onClose={onClose}
  >
    <p>
      {exclusionReasonNames[exclusion.reason]}，从{showDay(exclusion.from)}起。
    </p>
    <Field name="on" label="哪一天起又计入" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const AssignGridDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.assignGrid, { unitId: string; kind: GridKind; from: string }>
    title={`入格：${member.name}`}
    verb="入格"
    endpoint={endpoints.assignGrid}
    input={body => ({ params: { membershipId: member.id }, body })}
    initial={{ from: localToday(), kind: member.grids.some(isHome) ? 'service' : 'home' }}
    onClose={onClose}
  >
    <Field name="kind" label="哪一种" required hint="居住网格只有一个，服务网格可以有几个。">
      <Radio.Group options={choices(GridKind.options, gridKindNames)} />
    </Field>
    <Field name="unitId" label="哪个网格或小组" required>
      <UnitSelect kinds={['grid', 'householdGroup', 'quarter', 'cooperative']} allowClear={false} />
    </Field>
    <Field name="from" label="从哪一天起" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
const isHome = ({ kind, state }: Grid) => kind === 'home' && state !== 'left'

export const MoveGridDialog = ({ member, grid, step, onClose }: MemberDialogProps & { grid: Grid; step: GridStep }) => (
  <FormDialog<typeof endpoints.moveGrid, { on: string; reason?: SuspendReason }>
    title={`${gridStepNames[step]}：${grid.unitName}`}
    verb={gridStepNames[step]}
    endpoint={endpoints.moveGrid}
    input={({ on, reason }) => ({ params: { membershipId: member.id, gridId: grid.id }, body: { step, on, reason: reason ?? null } })}
    initial={{ on: localToday() }}
    onClose={onClose}
  >
    {step === 'suspend' && (
      <Field name="reason" label="为什么" required>
        <Radio.Group options={choices(SuspendReason.options, suspendReasonNames)} />
      </Field>
    )}
    <Field name="on" label="从哪一天起" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
