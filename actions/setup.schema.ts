import * as z from 'zod/mini'
import { email, text } from './fields.schema.ts'
import { newPassword } from './passwords.schema.ts'
import { homeCountry, organisation, timeZone, view } from './settings.schema.ts'

export const setupForm = z.object({
  code: text({ called: 'Code', max: 50, missing: 'Enter the code from the server log' }),
  email: email('Enter an email address'),
  newPassword,
  organisation,
  view,
  homeCountry,
  timeZone,
})
