import { randomUUID } from 'node:crypto'
import { settingFields } from '#actions/form/differences.server.ts'
import { changeSettings } from '#actions/settings.ts'
import { currentSettings } from '../request/current-settings.ts'
import { viewerOfForm } from '../request/permission.ts'
import { forForm } from '../request/request-page.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { SettingsForm } from './settings-form.tsx'
import { views } from './views.ts'

export default guarded(async () => {
  const viewer = await viewerOfForm('manage')
  return (
    <Main>
      <SettingsForm
        action={changeSettings}
        submission={randomUUID()}
        settings={(viewer && (await forForm(present))) ?? {}}
        views={views}
      />
    </Main>
  )
})

async function present() {
  const { settingsVersion: version, ...values } = await currentSettings()
  return { version, ...settingFields(values) }
}
