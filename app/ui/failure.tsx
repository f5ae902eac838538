import { PageTitle } from './page-title.tsx'

type Props = { id: string | undefined }

/** A page that could not be made, with the number under which the server's log tells why. */
export function Failure({ id }: Props) {
  return (
    <main id="main" tabIndex={-1}>
      <PageTitle>Something went wrong</PageTitle>
      <h1>Something went wrong</h1>
      <p>Rollcall could not show this page. Try again in a minute.</p>
      {id && (
        <p>
          If it keeps happening, give this error number to the people who run Rollcall: <strong>{id}</strong>
        </p>
      )}
      <p className="actions">
        <a href="/users">Go to the list of people</a>
      </p>
    </main>
  )
}
