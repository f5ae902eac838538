'use server'

import { database } from '#db/database.ts'
import * as setup from '#db/setup.ts'
import { signIn } from '#db/sign-in.ts'
import { formAction } from './form.server.ts'
import { hashNewPassword } from './new-password.server.ts'
import { seeOther } from './notice.server.ts'
import { currentPlace } from './place.server.ts'
import { keepTokens } from './session-cookies.server.ts'
import { setupForm } from './setup.schema.ts'

export const setUp = formAction(
  setupForm,
  {
    may: 'enter',
    prepare: async ({ code, email, newPassword }) => {
      await setup.checkSetupCode(database(), code)
      return hashNewPassword(newPassword, email)
    },
  },
  async ({ code, email, view }, { trx, prepared: hash, afterwards }) => {
    const account = await setup.setUp(trx, code, { email, hash, publicView: view === 'anyone' })
    const tokens = await signIn(trx, account, await currentPlace())
    afterwards(() => keepTokens(tokens))
    return seeOther('/users', 'set-up')
  },
)
