import type { SettingFields } from '#actions/settings.schema.ts'

/** What each setting is called, in the form and in the history. */
export const labels: Record<keyof SettingFields, string> = {
  organisation: 'Organisation',
  view: 'Who may see the directory',
  corsOrigins: 'Web pages that may read the JSON',
}

export const viewLabels: Record<SettingFields['view'], string> = {
  anyone: 'Anyone: names, titles and teams only',
  accounts: 'Only people who sign in',
}

/** What is said of a setting under its label. */
export const hints = {
  view: 'Beside name and job title that is what stands under Known as, About and Links, of people who are listed and active. E-mail, phone and location are never public.',
}

/** The choices of who may see the directory. */
export const views = Object.entries(viewLabels).map(([value, label]) => ({ value, label }))
