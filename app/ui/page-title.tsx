/** The document's title. Every page has one, from here alone, so that "Error: " shows with and without scripts. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · Rollcall`}</title>
}
