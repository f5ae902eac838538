// The embedded store accepts every user name.
const embeddedUser = 'rollcall-embedded-store'

/** Makes the address of an embedded store one that `isEmbedded` knows, also in processes that get it in DATABASE_URL. */
export function markEmbedded(url: string): string {
  const address = new URL(url)
  address.username = embeddedUser
  return address.href
}

export function isEmbedded(url: string): boolean {
  return URL.canParse(url) && new URL(url).username === embeddedUser
}
