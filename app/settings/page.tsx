import { settingFields } from '#actions/form/differences.server.ts'
import { changeSettings } from '#actions/settings.ts'
import { currentSettings } from '../request/current-settings.ts'
import { formPage } from '../ui/form-page.tsx'
import { SettingsForm } from './settings-form.tsx'
import { views } from './views.ts'

export default formPage({ may: 'manage', find: present }, ({ found, submission }) => (
  <SettingsForm action={changeSettings} submission={submission} settings={found ?? {}} views={views} />
))

async function present() {
  const { settingsVersion: version, ...values } = await currentSettings()
  return { version, ...settingFields(values) }
}
