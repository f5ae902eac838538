import type { ReactNode } from 'react'
import { statusLabels } from '#actions/user-rules.schema.ts'
import { userWords } from '#actions/user-words.schema.ts'
import type { Team } from '#db/tables.ts'
import { type FieldName, fieldOf, type Kind } from '#db/user-fields.ts'
import { Field } from '../../ui/form/field.tsx'
import { HiddenOptions } from '../../ui/form/field-hidden.tsx'
import { TicksField } from '../../ui/form/field-ticks.tsx'
import { LinksField } from './links-field.tsx'
import { publicFields } from './who-sees-what.ts'

type Props = {
  name: FieldName
  teams: readonly Team[] | undefined
  homeCountry: string | undefined
  autoFocus: boolean
}

export function UserControl({ name, teams, homeCountry, autoFocus }: Props) {
  const { kind, required = false, max = 0 } = fieldOf(name)
  const { label, spellCheck } = userWords[name]
  const hint = kind === 'phone' && homeCountry ? phoneHint(homeCountry) : userWords[name].hint
  const field = {
    name,
    label,
    optional: !required,
    ...(hint && { hint }),
    ...(spellCheck === false && { spellCheck }),
    ...(autoFocus && { autoFocus }),
  }
  return controls[kind](field, { max, teams })
}

function phoneHint(homeCountry: string): string {
  return `Without a country code, it is a number of the home country: ${homeCountry}`
}

type Control = (
  field: {
    name: FieldName
    label: string
    optional: boolean
    hint?: string
    spellCheck?: false
    autoFocus?: boolean
  },
  /** `teams` is undefined where they cannot be read: the ticked ones stay as hidden fields. */
  limits: { max: number; teams: readonly Team[] | undefined },
) => ReactNode

const statuses = Object.entries(statusLabels).map(([value, label]) => ({ value, label }))

const controls: Record<Kind, Control> = {
  line: (field) => <Field {...field} />,
  paragraphs: (field) => <Field {...field} control="textarea" rows={5} />,
  email: (field) => <Field {...field} type="email" />,
  phone: (field) => <Field {...field} type="tel" />,
  teams: ({ name, label }, { teams }) => {
    if (!teams) return <HiddenOptions name={name} />
    if (teams.length === 0) return null
    const options = teams.map(({ id, name }) => [String(id), name] as const)
    return <TicksField name={name} legend={label} find="Find a team" options={options} />
  },
  links: ({ name, label }, { max }) => <LinksField name={name} legend={label} most={max} />,
  status: ({ name, label }) => <Field name={name} label={label} control="select" options={statuses} />,
  listed: ({ name, label }) => (
    <Field
      name={name}
      label={label}
      control="checkbox"
      hint={`While the public view is open, anyone may see the ${publicFields} of a listed, active person`}
    />
  ),
}
