import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import type { Identity } from '#db/accounts/identities.ts'
import type { FromProvider } from '#db/accounts/sessions.ts'
import { type Provider, parseConfig } from '#db/config.ts'
import type { Role } from '#db/policy.ts'
import type { Begun } from '../request/begun-cookie.server.ts'
import { siteOrigin } from '../request/site-origin.server.ts'

// The sender of a form waits for this.
const timeoutSeconds = 5
/** Signatures that a provider can make with a public key; never "none" or a shared secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

export function provider(): Provider | undefined {
  return parseConfig(process.env).provider
}

/**
 * @param again - the provider shall ask who they are, also if it knows
 * @returns the address at the provider. @throws when it does not answer
 */
export async function begin(next: string, again: boolean): Promise<{ url: string; begun: Begun }> {
  const begun = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    next,
    again,
  }
  const url = oidc.buildAuthorizationUrl(await discovered(), {
    redirect_uri: `${await siteOrigin()}${callbackPath}`,
    scope: 'openid email profile',
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    ...(again && (await askAnew())),
  })
  return { url: url.href, begun }
}

/** Some providers that do not say when somebody signed in, such as Google, refuse `prompt`. */
async function askAnew() {
  const { claims_supported: claims } = (await discovered()).serverMetadata()
  return { max_age: '0', ...(claims?.includes('auth_time') && { prompt: 'login' }) }
}

export const callbackPath = '/sign-in/provider'

/**
 * Exchanges the code of the callback for an identity.
 * @param search - of the callback's address, with "?"
 * @returns also the session there, which counts as confirmed when they last signed in there
 * @throws when anything of the answer is not as it must be
 */
export async function finish(
  search: string,
  begun: Begun,
): Promise<{ identity: Identity; session: FromProvider }> {
  const url = new URL(`${await siteOrigin()}${callbackPath}${search}`)
  const tokens = await oidc.authorizationCodeGrant(await discovered(), url, {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    idTokenExpected: true,
  })
  const { iss: issuer, sub: subject, ...token } = tokens.claims() ?? refuse('the provider sent no ID token')
  const info = await userInfo(tokens.access_token, subject)
  const claims = { ...token, ...info }
  // Whether an email is verified is said where the email is.
  const { email, email_verified: isVerified } = info?.email === undefined ? token : info
  return {
    identity: {
      issuer,
      subject,
      email: isVerified === true && typeof email === 'string' ? email.normalize('NFC') : undefined,
      role: roleIn(claims),
    },
    session: {
      providerSession: typeof token.sid === 'string' ? token.sid : '',
      confirmedAt: confirmedAt(token.auth_time, begun),
    },
  }
}

/** A provider that does not say when somebody signed in is believed only if it was asked for that just now. */
function confirmedAt(seconds: number | undefined, { again }: Begun): Date {
  if (seconds === undefined) return new Date(again ? Date.now() : 0)
  return new Date(Math.min(seconds * 1000, Date.now()))
}

/** Many providers tell the email and the groups only here. */
async function userInfo(accessToken: string, subject: string): Promise<oidc.UserInfoResponse | undefined> {
  const config = await discovered()
  if (!config.serverMetadata().userinfo_endpoint) return undefined
  return oidc.fetchUserInfo(config, accessToken, subject)
}

/**
 * Reads the token of a back-channel logout.
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation
 * @throws when it is not right
 */
export async function readLogout(token: string) {
  const { issuer, clientId } = provider() ?? refuse('no provider is set up')
  const { payload } = await jwtVerify(token, await keys(), {
    issuer: (await discovered()).serverMetadata().issuer || issuer,
    audience: clientId,
    algorithms,
    maxTokenAge: '5 minutes',
    clockTolerance: '1 minute',
  })
  const { events, nonce, sub: subject, sid, iat = 0, iss = '' } = payload
  const session = typeof sid === 'string' ? sid : undefined
  const isLogout = typeof events === 'object' && events !== null && logoutEvent in events
  if (!isLogout || nonce !== undefined || (!subject && !session)) refuse('this is no logout token')
  return { whom: { issuer: iss, subject, session }, before: new Date((iat + 1) * 1000) }
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** The highest role of their groups. Somebody in none of them is a viewer. */
function roleIn(claims: Record<string, unknown>): Role | undefined {
  const { roles } = provider() ?? {}
  if (!roles) return undefined
  const groups = [claims[roles.claim] ?? []].flat()
  const given = groups.map((group) => roles.of.get(String(group)))
  return (['admin', 'editor'] as const).find((role) => given.includes(role)) ?? 'viewer'
}

let discovery: Promise<oidc.Configuration> | undefined

/** Asked once for each server process; again after a failure. */
function discovered(): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = provider() ?? refuse('no provider is set up')
  discovery ??= oidc
    .discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      execute: [
        // The ID token must be signed with a key of the provider.
        oidc.enableNonRepudiationChecks,
        // Only on this machine: db/config.ts refuses other addresses without https.
        ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
      ],
    })
    .catch((error) => {
      discovery = undefined
      throw error
    })
  return discovery
}

let keySet: JWTVerifyGetKey | undefined

async function keys(): Promise<JWTVerifyGetKey> {
  const address = (await discovered()).serverMetadata().jwks_uri ?? refuse('the provider has no keys')
  keySet ??= createRemoteJWKSet(new URL(address), { timeoutDuration: timeoutSeconds * 1000 })
  return keySet
}

function refuse(reason: string): never {
  throw new Error(reason)
}
