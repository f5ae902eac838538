import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

/** The ways to begin, for editors, while nobody is in the directory. */
export function EmptyDirectory() {
  return (
    <Main title="People">
      <h1>People</h1>
      <div className="empty first-steps">
        <p>
          No people yet. If you have a list, import it: a spreadsheet from any program, contacts, or rows that
          you paste. You see everything before it is saved, and can undo it.
        </p>
        <p className="actions">
          <Link className="button" href="/users/import">
            Import a spreadsheet
          </Link>
          <Link className="button quiet" href="/users/new">
            Add one person
          </Link>
          <a href="/users/import/template?format=xlsx" download>
            Download a template
          </a>
        </p>
      </div>
      <p className="actions">
        <Link href="/users/trash">Trash</Link>
      </p>
    </Main>
  )
}
