import { settingFields } from '#actions/form/differences.server.ts'
import { originForStrangers } from '#actions/request/site-origin.server.ts'
import { changeSettings } from '#actions/settings.ts'
import { provider } from '#actions/sign-in/provider.server.ts'
import { parseConfig } from '#db/config.ts'
import { currentSettings } from '../request/current-settings.ts'
import { formPage } from '../ui/form-page.tsx'
import { homeCountries } from './home-countries.ts'
import { SettingsForm } from './settings-form.tsx'
import { zones } from './time-zones.ts'
import { admitsOf, mailedLinksHint, views, waysIn } from './views.ts'

export default formPage({ may: 'manage', find: present }, async ({ found, submission }) => (
  <SettingsForm
    action={changeSettings}
    submission={submission}
    settings={found ?? {}}
    views={views}
    homeCountries={homeCountries}
    zones={zones}
    mailedLinksHint={mailedLinksHint((await originForStrangers()) !== undefined)}
    admits={admitsOf({ provider: provider() !== undefined, proxy: isByProxy() })}
    waysIn={provider() && waysIn}
  />
))

function isByProxy(): boolean {
  return parseConfig(process.env).authHeader !== undefined
}

async function present() {
  const { settingsVersion: version, ...values } = await currentSettings()
  return { version, ...settingFields(values) }
}
