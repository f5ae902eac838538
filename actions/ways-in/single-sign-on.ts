'use server'

import { log } from '#db/log.ts'
import { Refused } from '../form/errors.server.ts'
import { formAction } from '../form/form-action.server.ts'
import { keepBegun } from '../request/begun-cookie.server.ts'
import { providerForm } from '../sessions.schema.ts'
import { begin, provider } from '../sign-in/provider.server.ts'

/** Leads to the provider, which leads back to /sign-in/provider. */
export const startSingleSignOn = formAction(
  providerForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ next, again }) => {
      if (!provider()) throw new Refused('Single sign-on is not set up here.')
      return begin(next, again).catch((error) => {
        log.error({ err: error }, 'the provider of single sign-on does not answer')
        throw new Refused('Single sign-on does not answer. Try again in a minute, or ask an admin.')
      })
    },
  },
  async (_, { prepared: { url, begun }, afterwards }) => {
    afterwards(() => keepBegun(begun))
    return { location: url, notice: '' }
  },
)
