const lists = /^\/(?:users|teams\/(?<team>\d+))(?:\?|$)/
const longestAddress = 8_000

/**
 * Whether an address is a list of people: everybody's, or a team's, which is named by its number.
 * @returns undefined for any other address
 */
export function listAt(address: string): { team: string } | undefined {
  const found = address.length <= longestAddress && lists.exec(address)
  return found ? { team: found.groups?.team ?? '' } : undefined
}

/** The address of a page about a person that names the list that led there, if one did. */
export function withList(path: string, list: string): string {
  return list ? `${path}?${new URLSearchParams({ list })}` : path
}
