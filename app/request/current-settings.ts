import { cache } from 'react'
import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { forForm } from './posted-form.ts'

/** Read once for each page. */
export const currentSettings = cache(() => readSettings(database()))

/** The organisation, or Rollcall where that is not set or cannot be read. */
export async function siteName(): Promise<string> {
  const settings = await forForm(currentSettings).catch(() => undefined)
  return settings?.organisation || 'Rollcall'
}
