/** A link to the users that a list shows, all pages of it, as a spreadsheet. */
export function ExportLink({ parameters }: { parameters: URLSearchParams }) {
  const query = parameters.toString()
  // No Link: it would fetch the file in case somebody wants it.
  return (
    <a href={`/users/export${query && `?${query}`}`} download>
      Export this list
    </a>
  )
}
