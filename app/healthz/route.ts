/** Does not check the database, because a restart of this process would not help then. */
export function GET(): Response {
  return new Response('ok\n')
}
