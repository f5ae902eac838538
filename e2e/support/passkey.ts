import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { Executor } from '#db/database.ts'

/** A device that signs what it is asked to. */
export type Device = { credential: string; key: KeyObject }

/** Writes a passkey straight to the database. */
export async function givePasskey(db: Executor, accountId: number): Promise<Device> {
  const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credential = randomBytes(16).toString('base64url')
  await db
    .insertInto('passkeys')
    .values({
      accountId,
      credential,
      publicKey: coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')),
      counter: 0,
      transports: ['internal'],
      browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    })
    .execute()
  return { credential, key }
}

/** An ES256 key in CBOR (RFC 9053, 7.1.1). */
function coseKey(x: Buffer, y: Buffer): Buffer {
  const [head, beforeX, beforeY] = ['a501020326', '2001215820', '225820'].map((hex) =>
    Buffer.from(hex, 'hex'),
  )
  return Buffer.concat([head ?? Buffer.of(), beforeX ?? Buffer.of(), x, beforeY ?? Buffer.of(), y])
}

type Asked = {
  challenge: string
  origin: string
  host?: string
  /** Whether the device saw that it was its owner. */
  verified?: boolean
  type?: string
}

/** What the browser's script sends after the device has signed (WebAuthn, 7.2). */
export function sign({ credential, key }: Device, asked: Asked): string {
  const { challenge, origin, host = new URL(origin).hostname, verified = true, type = 'webauthn.get' } = asked
  const client = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const data = Buffer.concat([digest(Buffer.from(host)), Buffer.of(verified ? 5 : 1), Buffer.alloc(4)])
  const signature = createSign('sha256')
    .update(Buffer.concat([data, digest(client)]))
    .sign(key)
  return JSON.stringify({
    id: credential,
    rawId: credential,
    type: 'public-key',
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    },
    clientExtensionResults: {},
  })
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
