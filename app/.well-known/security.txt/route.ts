import { parseConfig } from '#db/config.ts'
import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { guardedRoute } from '../../request/guarded-route.ts'
import { securityText } from './security-text.ts'

/** Missing until an admin names a contact. */
export const GET = guardedRoute(async () => {
  const { securityContact: contact, securityPolicy: policy } = await readSettings(database())
  const { publicUrl } = parseConfig(process.env)
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' }
  return contact
    ? new Response(securityText({ contact, policy, publicUrl }, new Date()), { headers })
    : new Response('No contact is set here.\n', { status: 404, headers })
})
