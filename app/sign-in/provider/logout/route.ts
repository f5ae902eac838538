import { readLogout } from '#actions/sign-in/provider.server.ts'
import { endByProvider } from '#db/accounts/identities.ts'
import { database, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import { guardedRoute } from '../../../request/guarded-route.ts'

const headers = { 'Cache-Control': 'no-store' }

/** The provider ends sessions here: https://openid.net/specs/openid-connect-backchannel-1_0.html */
export const POST = guardedRoute(async (request: Request) => {
  const token = (await request.formData().catch(() => undefined))?.get('logout_token')
  const read = typeof token === 'string' && (await readLogout(token).catch(tell))
  if (!read) return Response.json({ error: 'invalid_request' }, { status: 400, headers })
  await transaction(database(), (trx) => endByProvider(trx, read.whom, read.before), { queue: 'accounts' })
  return new Response(null, { status: 200, headers })
})

function tell(error: unknown): undefined {
  log.warn({ err: error }, 'back-channel logout refused')
}
