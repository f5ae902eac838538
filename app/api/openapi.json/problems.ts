import * as z from 'zod'

/** Every status that answers with problem details, and when. */
export const problems = {
  400: 'A parameter is unknown, repeated, wrong or not permitted. Each is named.',
  401: 'The token is not known, has expired or was revoked; or there is none, and no admin has opened the public view.',
  403: 'What was asked for needs a token that may see more.',
  404: 'There is no such user, or not for this caller. All such answers are alike.',
  405: 'Any method but GET, HEAD and OPTIONS: changes are made through the forms.',
  406: 'The Accept header names nothing that there is.',
  429: 'Too many requests. Retry-After says in how many seconds to try again.',
  500: 'Something went wrong here. The number in the detail is in the log.',
  503: 'The directory cannot be read at the moment. Retry-After says when to try again.',
} as const

/** The body of such an answer: problem details (RFC 9457) as `users/problem.ts` sends them. */
export const problemJson = z.object({
  type: z.string().describe('What kind of problem: "about:blank" says that the status tells all.'),
  title: z.string().describe('The status in words.'),
  status: z.int().min(400).max(599).describe('The status as a number.'),
  detail: z.string().describe('What is wrong, for people.'),
  instance: z.string().describe('The address that was asked for.'),
  message: z.string().describe('The title again, for clients that look here.'),
  errors: z
    .array(
      z.object({
        parameter: z.string().describe('The name of a parameter.'),
        message: z.string().describe('What is wrong with it.'),
      }),
    )
    .min(1)
    .optional()
    .describe('What is wrong with which parameters; with the status 400 alone.'),
})
