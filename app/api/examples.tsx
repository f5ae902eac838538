import { Example } from './example.tsx'
import type { examplesFor } from './example-texts.ts'

type Props = Omit<ReturnType<typeof examplesFor>, 'first'>

export function Examples({ curl, javascript, excel, powerQuery, sheets, badges }: Props) {
  return (
    <>
      <section>
        <h2>curl</h2>
        <p>The headers of the list:</p>
        <Example>{curl.headers}</Example>
        <p>Everybody called Grace, with three fields:</p>
        <Example>{curl.search}</Example>
        <p>
          A copy that is fetched again only after a change. This prints 200, or 304 when nothing has changed:
        </p>
        <Example>{curl.changed}</Example>
        <p>
          Inactive people too, the latest change first, with the token in the variable{' '}
          <code>ROLLCALL_TOKEN</code>:
        </p>
        <Example>{curl.token}</Example>
        <p>The whole list as a file for a spreadsheet:</p>
        <Example>{curl.file}</Example>
        <p>
          The same as contacts for an address book. With <code>/api/users/12.vcf</code> it is one person:
        </p>
        <Example>{curl.contacts}</Example>
      </section>

      <section>
        <h2>JavaScript</h2>
        <p>All people, page by page, in a browser or in Node.js:</p>
        <Example>{javascript}</Example>
      </section>

      <section>
        <h2>Excel</h2>
        <p>Choose Data, then From Web, and paste this address. Refresh All reads the list again.</p>
        <Example>{excel}</Example>
        <p>With a token, in the Advanced Editor of Power Query:</p>
        <Example>{powerQuery}</Example>
      </section>

      <section>
        <h2>Google Sheets</h2>
        <p>Google must be able to reach this server over the internet. In a cell:</p>
        <Example>{sheets}</Example>
      </section>

      <section>
        <h2>A badge printer</h2>
        <p>
          With curl and Node.js. Every badge ends in a form feed, so that <code>lp badges.txt</code> prints
          each on a page of its own.
        </p>
        <Example>{badges}</Example>
      </section>
    </>
  )
}
