import { PageTitle } from './page-title.tsx'

type Props = { id: string | undefined }

/** @param id - the number of the error in the server log */
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
