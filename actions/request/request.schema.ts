/** The request header in which proxy.ts says how the page was asked for. */
export const methodHeader = 'x-rollcall-method'

/** The request header with the address of the client, fixed before Next sees the request. */
export const addressHeader = 'x-rollcall-address'

/** The largest file that is taken, in bytes. */
export const largestFile = 10_000_000

/** The same in words. */
export const largestFileInWords = `${largestFile / 1_000_000} MB`

/** The largest form that is taken, in bytes: above any that the schemas accept, so that they can say what is too large. */
export const largestForm = 6_000_000

/** The same for the form at `uploadPath`. next.config.ts has limits above it. */
export const largestUpload = largestFile + 1_000_000

/** The page whose form takes files. */
export const uploadPath = '/users/import'

/** The request header in which proxy.ts says which page was asked for, with its query. */
export const pathHeader = 'x-rollcall-path'

/** The request header that marks what Next repeats to itself, without the length that the first request had; set below Next. */
export const repeatedHeader = 'x-rollcall-repeated'
