import { currentVisit } from '#actions/request/viewer.server.ts'
import { countryName } from '#db/home-country.ts'
import type { Settings } from '#db/settings/settings.ts'
import { forForm } from './posted-form.ts'

/** Read once for each page. */
export async function currentSettings(): Promise<Settings> {
  return (await currentVisit()).settings
}

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
