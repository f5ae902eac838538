import { cache } from 'react'
import { knownTimeZone } from '#db/settings/time-zone.ts'
import { currentSettings } from './current-settings.ts'
import { forForm } from './posted-form.ts'

/** The zone in which pages show times: of the settings, or UTC where that is not set or cannot be read. */
export const currentTimeZone = cache(async (): Promise<string> => {
  const settings = await forForm(currentSettings).catch(() => undefined)
  return knownTimeZone(settings?.timeZone ?? '')
})
