import type { SettingFields } from '#actions/settings.schema.ts'
import type { SettingValues } from '#db/tables.ts'
import type { Difference } from '../ui/form/differences.tsx'
import { labels, viewLabels } from './labels.ts'

type Fields = Partial<Record<keyof SettingFields, unknown>>

/** Settings as their form has them. */
export function settingFields({ publicView, organisation, corsOrigins }: SettingValues): SettingFields {
  return { organisation, view: publicView ? 'anyone' : 'accounts', corsOrigins }
}

/** The settings that differ between two states of them, each with both sides as text to show. */
export function settingDifferences(before: Fields, after: Fields): Difference[] {
  const names = Object.keys(labels) as (keyof SettingFields)[]
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      name,
      label: labels[name],
      before: show(name, before[name]),
      after: show(name, after[name]),
    }))
}

function show(name: keyof SettingFields, value: unknown): string {
  return name === 'view' ? viewLabels[value as SettingFields['view']] : String(value)
}
