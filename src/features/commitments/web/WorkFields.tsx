/** What a report-in says of the work unit (报到单): its name and contact, no more; what one can do, and when. */
import { Input } from 'antd'
import { Field } from '#platform/web/fields.tsx'

export interface ReportValues {
  personId?: string
  unitId: string
  workUnit: string
  workBranch?: string
  workContact?: string
  skills?: string
  times?: string
}

/** What to send: nobody named is oneself. */
export const reportBody = ({ personId, workBranch = '', workContact = '', skills = '', times = '', ...rest }: ReportValues) => ({
  ...rest,
  personId: personId ?? null,
  workBranch,
  workContact,
  skills,
  times,
})

export const WorkFields = () => (
  <>
    <Field name="workUnit" label="工作单位" required>
      <Input maxLength={60} />
    </Field>
    <Field name="workBranch" label="单位支部">
      <Input maxLength={60} />
    </Field>
    <Field name="workContact" label="单位联系方式" hint="半年反馈发到这里。">
      <Input maxLength={60} />
    </Field>
    <Field name="skills" label="特长">
      <Input maxLength={200} />
    </Field>
    <Field name="times" label="方便的时间">
      <Input maxLength={100} />
    </Field>
  </>
)
