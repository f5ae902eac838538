'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { settingLabels as labels, type SettingFields, settingsForm } from '#actions/settings.schema.ts'
import { ConflictChoices } from '../ui/form/conflict-choices.tsx'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { RadioField } from '../ui/form/field-radios.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'
import type { views } from './views.ts'

type Props = {
  action: FormAction
  submission: string
  /** Empty for somebody who has to sign in again. */
  settings: Partial<SettingFields & { version: number }>
  views: typeof views
}

export function SettingsForm({ action, submission, settings, views }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save settings</SubmitButton>
      <Link href="/users">Cancel</Link>
    </p>
  )
  return (
    <Form
      action={action}
      schema={settingsForm}
      defaultValue={settings}
      submission={submission}
      title="Settings"
      conflict={(conflict) => (
        <>
          <ConflictChoices conflict={conflict} />
          {buttons}
        </>
      )}
    >
      <HiddenField name="version" />
      <Field
        name="organisation"
        label={labels.organisation}
        optional
        spellCheck={false}
        hint="The owner of this directory. Shown at the top of each page and in its title"
      />
      <RadioField name="view" legend={labels.view} {...views} />
      <Field
        name="corsOrigins"
        label={labels.corsOrigins}
        optional
        control="textarea"
        rows={4}
        hint="One origin per line, such as https://www.example.org, or * for all. Empty for none"
      />
      {buttons}
    </Form>
  )
}
