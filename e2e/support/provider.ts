import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

type Person = { email: string; verified?: boolean; groups?: string[] }

export const client = { id: 'rollcall', secret: 'a secret of the tests, long enough for HMAC' }

/**
 * A provider of single sign-on, whose people sign in with their subject and any password. The caller closes it.
 * @param site - the origin of Rollcall
 */
export async function startProvider(site: string, people: Record<string, Person>) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  server.on('request', providerAt(issuer, site, people).callback())
  return { issuer, people, close: () => close(server) }
}

function providerAt(issuer: string, site: string, people: Record<string, Person>): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${site}/sign-in/provider`],
        backchannel_logout_uri: `${site}/sign-in/provider/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['groups'] },
    features: { backchannelLogout: { enabled: true } },
    // Its own options refuse addresses of this machine, and give up after 2.5 seconds.
    fetch: (url, { method, headers, body, redirect }: RequestInit = {}) =>
      fetch(url, { method, headers, body, redirect } as RequestInit),
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => {
        const { email = '', verified = true, groups = [] } = people[id] ?? {}
        return { sub: id, email, email_verified: verified, groups }
      },
    }),
    cookies: { keys: ['of the tests'] },
  })
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
