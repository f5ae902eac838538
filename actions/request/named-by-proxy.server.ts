import { headers } from 'next/headers'
import { cache } from 'react'
import { mayComeIn } from '#db/accounts/by-proxy.ts'
import { database } from '#db/database.ts'
import { personHeader } from './request.schema.ts'

/** The email that a trusted proxy gives for the person who asks. Undefined where none signs people in, or it names nobody. */
export async function namedByProxy(): Promise<string | undefined> {
  const bytes = (await headers()).get(personHeader) ?? ''
  return Buffer.from(bytes, 'latin1').toString('utf8').trim().normalize('NFC') || undefined
}

/** Whether a trusted proxy names somebody who may come in. */
export const mayComeByProxy = cache(async (): Promise<boolean> => {
  const email = await namedByProxy()
  return email !== undefined && mayComeIn(database(), email)
})
