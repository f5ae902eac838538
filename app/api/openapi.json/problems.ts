import * as z from 'zod'

/** Every status that is answered with problem details. */
export const problems = {
  400: 'A parameter is unknown, repeated, wrong or not permitted. Each is named.',
  401: 'The token is not known, has expired or was revoked. Or there is none, and no admin has opened the public view.',
  403: 'The request needs a token with more rights.',
  404: 'There is no such person, or this caller may not see them. Both answers are the same.',
  405: 'Any method but GET, HEAD and OPTIONS: changes are made through the forms.',
  406: 'The Accept header names no format that this address has.',
  429: 'Too many requests. Retry-After says how many seconds to wait.',
  500: 'Something went wrong here. The server log has the number in the detail.',
  503: 'The directory cannot be read at the moment. Retry-After says when to try again.',
} as const

/** Problem details (RFC 9457) as `http/problem.ts` sends them. */
export const problemJson = z.object({
  type: z.string().describe('The kind of problem. "about:blank" means that the status says it all.'),
  title: z.string().describe('The status in words.'),
  status: z.int().min(400).max(599).describe('The status as a number.'),
  detail: z.string().describe('The reason, for people to read.'),
  instance: z.string().describe('The address that was asked for.'),
  message: z.string().describe('The title again, for clients that look here.'),
  errors: z
    .array(
      z.object({
        parameter: z.string().describe('The name of a parameter.'),
        message: z.string().describe('The reason.'),
      }),
    )
    .min(1)
    .optional()
    .describe('The parameters that are wrong, with the status 400 only.'),
})
