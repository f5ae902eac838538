import type { SettingFields } from '#actions/settings.schema.ts'

/** What each setting is called, in the form and in the history. */
export const labels: Record<keyof SettingFields, string> = {
  organisation: 'Organisation',
  view: 'Who may see the directory?',
  corsOrigins: 'Web pages that may read the JSON',
}

export const viewLabels: Record<SettingFields['view'], string> = {
  accounts: 'Only people who sign in',
  anyone: 'Anyone',
}
