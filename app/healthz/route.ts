/** The process answers. Says nothing of the database: a restart of this process would not mend that. */
export function GET(): Response {
  return new Response('ok\n')
}
