import { Fragment } from 'react'
import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { Example } from './example.tsx'
import { examplesFor } from './example-texts.ts'
import { Examples } from './examples.tsx'
import { mediaTypes } from './http/media-type.ts'
import { requestsPerMinute } from './http/rate-limit.ts'
import { addedFields, levels } from './levels.ts'
import { problems } from './openapi.json/problems.ts'
import { listParameters } from './openapi.json/schemas.ts'
import { Reference } from './reference.tsx'

export default guarded(async () => {
  const { first, ...examples } = examplesFor(await siteOrigin())
  return (
    <Main title="JSON for other systems">
      <h1>JSON for other systems</h1>
      <p>
        Telephone lists, door signs and badge printers can read this directory. They only read: changes are
        made through the forms. This is the start of the list:
      </p>
      <Example>{first}</Example>
      <p>
        It answers a bare array. <code>/api/users/12</code> is the user with the id 12. Names are in
        camelCase, dates in UTC. What is absent is not set, or not permitted. New fields may appear at any
        time. For programs all this is in <a href="/api/openapi.json">OpenAPI 3.1</a>.
      </p>

      <section>
        <h2>Who sees what</h2>
        <p>
          Without a token there is the public view, once an admin has opened it: active users who are listed.
          Until then every address asks for a token. Admins make tokens, which see all users. A token goes
          into the header <code>Authorization: Bearer rc_...</code>, never into an address.
        </p>
        <Reference
          caption="Who sees what"
          head={['Who', 'Fields']}
          rows={levels.map(({ level, who }, index) => [
            who,
            <Fragment key={level}>
              {index > 0 && 'these too: '}
              <Codes values={addedFields(level)} />
            </Fragment>,
          ])}
        />
      </section>

      <section>
        <h2>Parameters</h2>
        <p>
          One user takes <code>fields</code> alone. A parameter that is not known is refused, and so is one
          that stands twice, other than <code>team</code>: so a typing mistake is noticed.
        </p>
        <Reference
          caption="Parameters"
          head={['Parameter', 'Meaning']}
          rows={listParameters.map(({ name, description }) => [<code key={name}>{name}</code>, description])}
        />
      </section>

      <section>
        <h2>Further pages</h2>
        <p>
          The header <code>Link</code> holds the addresses of the first, the previous and the next page, where
          there are such. Follow them as they are. Whoever joins or leaves meanwhile moves nobody else to
          another page. The header <code>Prefer: count=exact</code> adds <code>X-Total-Count</code>.
        </p>
      </section>

      <section>
        <h2>What has not changed</h2>
        <p>
          Every answer has an <code>ETag</code>. Send it back as <code>If-None-Match</code>: as long as
          nothing has changed the answer is 304, empty, and free.
        </p>
      </section>

      <section>
        <h2>Formats</h2>
        <p>
          By the header <code>Accept</code> or the parameter <code>format</code>. JSON Lines and CSV are the
          whole list, however long. In CSV, cells that a spreadsheet would run as a formula start with an
          apostrophe.
        </p>
        <Reference
          caption="Formats"
          head={['Format', 'Media type']}
          rows={Object.entries(mediaTypes).map(([format, type]) => [
            <code key={format}>{format}</code>,
            <code key={type}>{type}</code>,
          ])}
        />
      </section>

      <section>
        <h2>Errors and limits</h2>
        <p>
          Errors are <code>application/problem+json</code> (RFC 9457). The <code>detail</code> says what is
          wrong, and <code>errors</code> with which parameter. {requestsPerMinute.toLocaleString('en')}{' '}
          requests a minute are fine.
        </p>
        <Reference caption="Errors" head={['Status', 'Meaning']} rows={Object.entries(problems)} />
      </section>

      <section>
        <h2>Pages of other sites</h2>
        <p>
          Scripts of other sites may read all this in the browser, where an admin has not limited it to some
          sites (CORS). Cookies count for nothing here.
        </p>
      </section>
      <Examples {...examples} />
    </Main>
  )
})

function Codes({ values }: { values: readonly string[] }) {
  return values.map((value, index) => (
    <Fragment key={value}>
      {index > 0 && ', '}
      <code>{value}</code>
    </Fragment>
  ))
}
