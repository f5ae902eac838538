'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { settingLabels as labels } from '#actions/settings.schema.ts'
import { setupForm } from '#actions/setup.schema.ts'
import type { homeCountries } from '../settings/home-countries.ts'
import type { zones } from '../settings/time-zones.ts'
import type { views } from '../settings/views.ts'
import { Field } from '../ui/form/field.tsx'
import { RadioField } from '../ui/form/field-radios.tsx'
import { Form } from '../ui/form/form.tsx'
import { NewPasswordField } from '../ui/form/new-password-field.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'

type Props = {
  action: FormAction
  submission: string
  views: typeof views
  homeCountries: typeof homeCountries
  zones: typeof zones
}

export function SetupForm({ action, submission, views, homeCountries, zones }: Props) {
  return (
    <Form
      action={action}
      schema={setupForm}
      defaultValue={{ view: 'accounts' }}
      submission={submission}
      title="Set up Rollcall"
    >
      <p>You will be the first admin, and can then add accounts for others.</p>
      <Field
        name="code"
        label="Set-up code"
        spellCheck={false}
        hint="You will find it in the server log. It is valid for one hour. To get a new one, reload this page."
      />
      <Field name="email" label="Email" type="email" spellCheck={false} autoComplete="username" />
      <NewPasswordField label="Password" />
      <Field
        name="organisation"
        label={labels.organisation}
        optional
        spellCheck={false}
        hint="The owner of this directory. Shown at the top of each page and in its title"
      />
      <RadioField name="view" legend={labels.view} {...views} />
      <Field name="homeCountry" label={labels.homeCountry} optional control="select" {...homeCountries} />
      <Field name="timeZone" label={labels.timeZone} control="select" {...zones} />
      <p className="actions">
        <SubmitButton>Set up</SubmitButton>
      </p>
    </Form>
  )
}
