import { areMailedLinksAllowed } from '#actions/form/passwords-allowed.server.ts'
import { originForStrangers } from '#actions/request/site-origin.server.ts'

/** Whether people may ask for a link that signs in. */
export async function areLinksMailed(): Promise<boolean> {
  return (await originForStrangers()) !== undefined && areMailedLinksAllowed()
}
