'use server'

import * as setup from '#db/accounts/setup.ts'
import { database } from '#db/database.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { setupForm } from './setup.schema.ts'
import { enter } from './sign-in/enter.server.ts'
import { hashNewPassword } from './sign-in/new-password.server.ts'

export const setUp = formAction(
  setupForm,
  {
    may: 'enter',
    prepare: async ({ code, email, newPassword }) => {
      await setup.checkSetupCode(database(), code)
      return hashNewPassword(newPassword, email)
    },
  },
  async ({ code, email, newPassword: _, view, ...values }, context) => {
    const admin = { email, hash: context.prepared }
    const settings = { ...values, publicView: view !== 'accounts' }
    const account = await setup.setUp(context.trx, code, admin, settings)
    return enter(context, account, seeOther('/users', 'set-up'))
  },
)
