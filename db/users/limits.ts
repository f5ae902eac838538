// Imports nothing, so that the schemas of forms can import it.

/** The most people that are changed at once. */
export const mostPeople = 20_000

/** The most people that are saved before the answer, and not after it with a page that shows how far it is. */
export const mostAtOnce = 500

/** The most characters that are searched for. */
export const longestSearch = 200

/** A search holds no control characters: PostgreSQL does not take NUL, and nobody means the others. */
export const searchPattern = /^\P{Cc}*$/u

/** The most teams that a list is narrowed to. */
export const mostTeamsInList = 20

/** The most locations that a list is narrowed to. */
export const mostLocationsInList = 10

/** The most people that are ticked one by one: their ids are in an address, which proxies cut at 8 kB. */
export const mostSelected = 500

/** The most matches of a search that are put in order together. More are read rank by rank. */
export const mostRanked = 1_000
