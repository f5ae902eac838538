/** Set by proxy.ts to the method of the request. */
export const methodHeader = 'x-rollcall-method'

/** The address of the client, set before Next sees the request. */
export const addressHeader = 'x-rollcall-address'

/** In bytes. */
export const largestFile = 5_000_000

export const largestFileInWords = `${largestFile / 1_000_000} MB`

/** In bytes: more than the schemas accept, so that they can say which field is too large. */
export const largestForm = largestFile + 1_000_000

/** Set by proxy.ts to the path and query of the request. */
export const pathHeader = 'x-rollcall-path'

/** Marks a request that Next repeats to itself, without the length of the first one. Set before Next sees it. */
export const repeatedHeader = 'x-rollcall-repeated'
