import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { client } from './provider.ts'

/** What the provider says of a code, in place of what is right. */
type Lie = {
  claims?: Record<string, unknown>
  alg?: 'none' | 'HS256'
  key?: 'unknown'
  userInfo?: Record<string, unknown>
}

type Code = { nonce: string; challenge: string; lie: Lie }

/** A provider that answers as a test wants. The caller closes it. */
export async function startRogueProvider() {
  const [own, unknown] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Code>()
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', issuer)
    const answer = await answers[pathname]?.(request)
    response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`

  const answers: Record<
    string,
    (request: IncomingMessage) => object | undefined | Promise<object | undefined>
  > = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    }),
    '/keys': () => ({ keys: [jwk] }),
    '/token': async (request) => {
      const sent = new URLSearchParams(await textOf(request))
      const code = codes.get(sent.get('code') ?? '')
      codes.delete(sent.get('code') ?? '')
      const verifier = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url')
      if (code?.challenge !== verifier) return undefined
      latest = code.lie
      const token = await signed({ nonce: code.nonce, ...code.lie.claims }, code.lie)
      return { access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: token }
    },
    '/me': () => ({ sub: 'rosa', email_verified: true, ...latest.userInfo }),
  }
  let latest: Lie = {}

  /** A token of the provider, right unless `lie` says otherwise. */
  async function signed(payload: Lie['claims'], { alg, key }: Lie = {}): Promise<string> {
    const claims: JWTPayload = {
      iss: issuer,
      sub: 'rosa',
      aud: client.id,
      iat: now(),
      exp: now() + 60,
      ...payload,
    }
    if (alg === 'none') return `${base64({ alg })}.${base64(claims)}.`
    const secret = alg ? new TextEncoder().encode(client.secret) : (key ? unknown : own).privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: alg ?? 'RS256', kid: 'own' }).sign(secret)
  }

  /** The callback's query for an address that Rollcall led to. */
  function authorise(address: string, lie: Lie = {}): URLSearchParams {
    const asked = new URL(address).searchParams
    const code = crypto.randomUUID()
    codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', lie })
    return new URLSearchParams({ code, state: asked.get('state') ?? '' })
  }

  return { issuer, signed, authorise, close: () => server.close() }
}

function now(): number {
  return Math.floor(Date.now() / 1000)
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
