<<<<<<< HEAD
import { changeSettings } from '#actions/settings.ts'
import { currentSettings } from '../request/current-settings.ts'
import { formPage } from '../ui/form-page.tsx'
import { settingFields } from './setting-differences.ts'
=======
import { randomUUID } from 'node:crypto'
import { settingFields } from '#actions/form/differences.server.ts'
import { changeSettings } from '#actions/settings.ts'
import { currentSettings } from '../request/current-settings.ts'
import { viewerOfForm } from '../request/permission.ts'
import { forForm } from '../request/request-page.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
>>>>>>> wt-diff
import { SettingsForm } from './settings-form.tsx'
import { views } from './views.ts'

export default formPage({ may: 'manage', find: present }, ({ found, submission }) => (
  <SettingsForm action={changeSettings} submission={submission} settings={found ?? {}} views={views} />
))

async function present() {
  const { settingsVersion: version, ...values } = await currentSettings()
  return { version, ...settingFields(values) }
}
