/** Set before Next sees the request, to the method of the request. */
export const methodHeader = 'x-rollcall-method'

/** The address of the client, set before Next sees the request. */
export const addressHeader = 'x-rollcall-address'

/** Whom a trusted proxy signs in, as its header says it. Set before Next sees the request, where AUTH_PROXY_HEADER is set. */
export const personHeader = 'x-rollcall-person'

/** The largest file that is taken, in bytes. */
export const largestFile = 10_000_000

export const largestFileInWords = `${largestFile / 1_000_000} MB`

/** The largest form that is taken, in bytes: above any that the schemas accept, so that they can say what is too large. */
export const largestForm = 6_000_000

/** The same for the form at `uploadPath`. next.config.ts has limits above it. */
export const largestUpload = largestFile + 1_000_000

/** The page whose form takes files. */
export const uploadPath = '/users/import'

/** Set before Next sees the request, to the path and query of the request. */
export const pathHeader = 'x-rollcall-path'

/** Marks a request that Next repeats to itself, without the length of the first one. Set before Next sees it. */
export const repeatedHeader = 'x-rollcall-repeated'
