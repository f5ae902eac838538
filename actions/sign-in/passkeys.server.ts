import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { findPasskey, type NewPasskey, passkeysOf } from '#db/accounts/passkeys.ts'
import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { siteOrigin } from '../request/site-origin.server.ts'

const fiveMinutes = 5 * 60 * 1000

/** A passkey belongs to the host of the site, which must be a domain name (WebAuthn, 5.1.3). */
async function site() {
  const origin = await siteOrigin()
  return { expectedOrigin: origin, expectedRPID: new URL(origin).hostname }
}

/** False at an IP address, for which browsers make no passkeys. */
export async function canHavePasskeys(): Promise<boolean> {
  const { expectedRPID: host } = await site()
  return !/^[\d.]+$|^\[/.test(host)
}

export async function creationOptions(account: { id: number; email: string }, challenge: string) {
  const passkeys = await passkeysOf(database(), account.id)
  return generateRegistrationOptions({
    rpName: (await readSettings(database())).organisation || 'Rollcall',
    rpID: (await site()).expectedRPID,
    userName: account.email,
    userID: Uint8Array.from(Buffer.from(String(account.id))),
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: fiveMinutes,
    excludeCredentials: passkeys.map(({ credential, transports }) => ({ id: credential, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

export async function requestOptions(challenge: string) {
  return generateAuthenticationOptions({
    rpID: (await site()).expectedRPID,
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: fiveMinutes,
    userVerification: 'required',
  })
}

/** What the device made, unless its answer is not for this site and challenge. */
export async function readNewPasskey(
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<Omit<NewPasskey, 'browser'> | undefined> {
  const expected = { ...(await site()), expectedChallenge: challenge, requireUserVerification: true }
  const checked = await verifyRegistrationResponse({ response, ...expected }).catch(() => undefined)
  if (!checked?.verified) return undefined
  const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential
  return { credential: id, publicKey, counter, transports }
}

/** Whose passkey signed the challenge for this site, after the device saw that it was its owner. */
export async function readSignature(response: AuthenticationResponseJSON, challenge: string) {
  const passkey = await findPasskey(database(), response.id)
  if (!passkey) return undefined
  const expected = { ...(await site()), expectedChallenge: challenge, requireUserVerification: true }
  const { credential: id, counter } = passkey
  const credential = { id, publicKey: Uint8Array.from(passkey.publicKey), counter }
  const checked = await verifyAuthenticationResponse({ response, credential, ...expected }).catch(
    () => undefined,
  )
  if (!checked?.verified) return undefined
  return { account: passkey.account, passkey: passkey.id, counter: checked.authenticationInfo.newCounter }
}
