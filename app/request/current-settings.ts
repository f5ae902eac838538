import { cache } from 'react'
import { database } from '#db/database.ts'
import { countryName } from '#db/home-country.ts'
import { readSettings } from '#db/settings/settings.ts'
import { forForm } from './posted-form.ts'

/** Read once for each page. */
export const currentSettings = cache(() => readSettings(database()))

/** The organisation, or Rollcall where that is not set or cannot be read. */
export async function siteName(): Promise<string> {
  const settings = await forForm(currentSettings).catch(() => undefined)
  return settings?.organisation || 'Rollcall'
}

/** Not where the settings cannot be read. */
export async function maySearchEnginesList(): Promise<boolean> {
  const settings = await forForm(currentSettings).catch(() => undefined)
  return Boolean(settings?.publicView && settings.searchEngines)
}

/** Its English name, '' where it is not chosen or cannot be read. */
export async function homeCountryName(): Promise<string> {
  const settings = await forForm(currentSettings).catch(() => undefined)
  return countryName(settings?.homeCountry ?? '')
}
