import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { changeSettings, readSettings } from '../settings/settings.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { prepareDemo } from './demo.ts'

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }

test('a demo is open, until an admin of it closes it', { timeout: 60_000 }, async () => {
  const { db, url, close } = await openOwnDatabase()
  try {
    for (let start = 0; start < 2; start++) {
      await prepareDemo(url, { alone: true })
      expect(await readSettings(db)).toMatchObject({ publicView: true, settingsVersion: 1 })
    }
    const closed = {
      publicView: false,
      searchEngines: false,
      organisation: '',
      corsOrigins: '*',
      homeCountry: '',
      timeZone: '',
      ssoAdmits: 'linked' as const,
      ssoOnly: false,
      adminsNeedSecondFactor: false,
      mailedLinks: false,
      securityContact: '',
      securityPolicy: '',
    }
    await transaction(db, (trx) => changeSettings(trx, 1, closed, ada))
    await prepareDemo(url, { alone: true })
    expect(await readSettings(db)).toMatchObject(closed)
  } finally {
    await close()
  }
})
