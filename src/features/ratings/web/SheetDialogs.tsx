/** Dialogs of a sheet (评星表的对话框): a member contests a fact, a secretary decides the star or leaves the member unrated. */
import { Input, Radio } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Exemption, type Fact, type RatingSheet } from '../ratings.contract.ts'
import { exemptionNames, sources, starWords } from '../ratings.words.ts'

/** `fact` null: something is missing; after the notice, an appeal against the star. */
export function ContestDialog({ sheet, fact, onClose }: { sheet: RatingSheet; fact: Fact | null; onClose(): void }) {
  const appeal = fact === null && (sheet.cycleState === 'notified' || sheet.cycleState === 'appeal')
  const title = fact !== null ? `这一条不对：${fact.title}，${showDay(fact.day)}` : appeal ? '申诉' : '漏了一条'
  return (
    <FormDialog<typeof endpoints.contest, { source?: string; text: string }>
      title={title}
      verb="交上去"
      endpoint={endpoints.contest}
      input={({ source = null, text }) => ({ params: { ratingId: sheet.id }, body: { factId: fact?.id ?? null, source, text } })}
      onClose={onClose}
    >
      {fact === null && !appeal && (
        <Field name="source" label="漏了哪一类" required>
          <Radio.Group vertical options={Object.entries(sources).map(([value, { nameZh }]) => ({ value, label: nameZh }))} />
        </Field>
      )}
      <Field name="text" label={appeal ? '为什么要重新看' : '应该是怎样'} required hint="5个工作日内答复。答复的人，不会是登记这一条的人。">
        <Input.TextArea rows={3} maxLength={300} />
      </Field>
    </FormDialog>
  )
}

interface Decision {
  star: number
  reason?: string
  vetoDecision?: string
}

export function DecideDialog({ sheet, onClose }: { sheet: RatingSheet; onClose(): void }) {
  const needsReason = sheet.humanAskedOn !== null || sheet.proposed === null
  return (
    <FormDialog<typeof endpoints.decide, Decision>
      title={`${sheet.name}的星级`}
      verb="定下来"
      endpoint={endpoints.decide}
      input={({ star, reason, vetoDecision }) => ({
        params: { ratingId: sheet.id },
        body: { star, reason: reason || null, vetoDecision: vetoDecision || null },
        ifMatch: sheet.version,
      })}
      onClose={onClose}
    >
      {form => (
        <>
          <p>
            {sheet.proposed === null ? '记录里没有可算的，由您来定。' : `按规则建议${starWords(sheet.proposed)}。由您来定，可以不一样。`}
          </p>
          <Field name="star" label="几颗星" required>
            <Radio.Group options={[5, 4, 3, 2, 1, 0].map(value => ({ value, label: starWords(value) }))} />
          </Field>
          <Field name="reason" label="理由" required={needsReason} hint="和建议不一样、比去年低，要写。本人看得到。">
            <Input.TextArea rows={2} maxLength={200} />
          </Field>
          {form.getFieldValue('star') === 0 && (
            <Field name="vetoDecision" label="正式决定的文号" hint="一票否决，要有正式决定。">
              <Input maxLength={60} />
            </Field>
          )}
          <p className="sub">往下定的，还要第二个人同意。</p>
        </>
      )}
    </FormDialog>
  )
}

export const ExemptDialog = ({ sheet, onClose }: { sheet: RatingSheet; onClose(): void }) => (
  <FormDialog<typeof endpoints.exempt, { reason: Exemption | 'none' }>
    title={`${sheet.name}：评不评`}
    verb="存下"
    endpoint={endpoints.exempt}
    input={({ reason }) => ({
      params: { ratingId: sheet.id },
      body: { reason: reason === 'none' ? null : reason },
      ifMatch: sheet.version,
    })}
    initial={{ reason: sheet.exempt ?? 'none' }}
    onClose={onClose}
  >
    <Field name="reason" label="这一年评不评" required hint="不评不是零分。">
      <Radio.Group
        vertical
        options={[
          { value: 'none', label: '要评' },
          ...Exemption.options.map(value => ({ value, label: `不评：${exemptionNames[value]}` })),
        ]}
      />
    </Field>
  </FormDialog>
)
