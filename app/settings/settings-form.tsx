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
import type { homeCountries } from './home-countries.ts'
import type { zones } from './time-zones.ts'
import type { admitsOf, views, waysIn } from './views.ts'

type Props = {
  action: FormAction
  submission: string
  /** Empty for somebody who has to sign in again. */
  settings: Partial<SettingFields & { version: number }>
  views: typeof views
  homeCountries: typeof homeCountries
  zones: typeof zones
  mailedLinksHint: string
  /** Undefined where no provider is set up: then nobody is asked. */
  waysIn: typeof waysIn | undefined
  admits: ReturnType<typeof admitsOf>
}

export function SettingsForm({ action, submission, settings, ...choices }: Props) {
  const { views, homeCountries, zones, mailedLinksHint, waysIn, admits } = choices
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
      <Field name="homeCountry" label={labels.homeCountry} optional control="select" {...homeCountries} />
      <Field name="timeZone" label={labels.timeZone} control="select" {...zones} />
      <Field
        name="corsOrigins"
        label={labels.corsOrigins}
        optional
        control="textarea"
        rows={4}
        hint="One origin per line, such as https://www.example.org, or * for all. Empty for none"
      />
      <Field
        name="adminsNeedSecondFactor"
        label={labels.adminsNeedSecondFactor}
        control="checkbox"
        hint="Until they have one, they cannot reach accounts, tokens and settings, or erase people. Single sign-on is instead of it"
      />
      <Field name="mailedLinks" label={labels.mailedLinks} control="checkbox" hint={mailedLinksHint} />
      {waysIn ? (
        <RadioField name="waysIn" legend={labels.waysIn} {...waysIn} />
      ) : (
        <HiddenField name="waysIn" />
      )}
      {admits ? (
        <RadioField name="ssoAdmits" legend={labels.ssoAdmits} {...admits} />
      ) : (
        <HiddenField name="ssoAdmits" />
      )}
      <Field
        name="securityContact"
        label={labels.securityContact}
        optional
        spellCheck={false}
        hint="An email or https:// address for people who find a weakness. Shown to anybody at /.well-known/security.txt"
      />
      <Field
        name="securityPolicy"
        label={labels.securityPolicy}
        optional
        spellCheck={false}
        hint="The https:// address of a page that says how you answer them"
      />
      {buttons}
    </Form>
  )
}
