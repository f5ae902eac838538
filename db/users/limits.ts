// Imports nothing, so that the schemas of forms can import it.

/** The most people that are changed at once. */
export const mostPeople = 20_000

/** The most characters that are searched for. */
export const longestSearch = 200

/** A search holds no control characters: PostgreSQL does not take NUL, and nobody means the others. */
export const searchPattern = /^\P{Cc}*$/u

/** The most teams that a list is narrowed to. */
export const mostTeamsInList = 20
