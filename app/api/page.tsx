import { Fragment } from 'react'
import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { requestsPerMinute } from '#app/request/request-limit.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { Example } from './example.tsx'
import { examplesFor } from './example-texts.ts'
import { Examples } from './examples.tsx'
import { mediaTypes } from './http/media-type.ts'
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
        made with the forms. This is the start of the list:
      </p>
      <Example>{first}</Example>
      <p>
        It answers a bare array. <code>/api/users/12</code> is the person with the id 12. Names are in
        camelCase, dates in UTC. An absent field is not set, or not permitted. New fields may appear at any
        time. Programs find all of this in <a href="/api/openapi.json">OpenAPI 3.1</a>.
      </p>

      <section>
        <h2>Access</h2>
        <p>
          Without a token, everyone sees the public view once an admin has opened it: active people who are
          listed. Until then every address asks for a token. Admins make tokens, which see everyone. Send a
          token in the header <code>Authorization: Bearer rc_...</code>, never into an address.
        </p>
        <Reference
          caption="Access"
          head={['Caller', 'Fields']}
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
          The address of one person takes only <code>fields</code>, and <code>format</code> for JSON or a
          vCard. To catch typing mistakes, a parameter that is not known is refused, and so is one that is
          given twice, other than <code>team</code> and <code>location</code>.
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
          there are such. Follow them as they are. People who join or leave while you read move nobody else to
          another page. The header <code>Prefer: count=exact</code> adds <code>X-Total-Count</code>.
        </p>
      </section>

      <section>
        <h2>Unchanged answers</h2>
        <p>
          Every answer has an <code>ETag</code>. Send it back as <code>If-None-Match</code>. As long as
          nothing has changed, the answer is 304 and empty, and costs nothing.
        </p>
      </section>

      <section>
        <h2>Formats</h2>
        <p>
          Each has an address of its own, with the same parameters: <code>/api/users.csv</code>,{' '}
          <code>/api/users.jsonl</code>, <code>/api/users.vcf</code>, and <code>/api/users/12.vcf</code> for
          one person. Or choose one with the header <code>Accept</code> or the parameter <code>format</code>.
          JSON Lines, CSV and vCards are the whole list, however long. vCards are of version 4.0. In CSV,
          cells that a spreadsheet would run as a formula start with an apostrophe, and phone numbers do not.
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
          Errors are <code>application/problem+json</code> (RFC 9457). The <code>detail</code> gives the
          reason, and <code>errors</code> the parameters. {requestsPerMinute.toLocaleString('en')} requests a
          minute are fine.
        </p>
        <Reference caption="Errors" head={['Status', 'Meaning']} rows={Object.entries(problems)} />
      </section>

      <section>
        <h2>Pages of other sites</h2>
        <p>
          Scripts of other sites may read all of this in the browser, unless an admin has limited it to some
          sites (CORS). The API ignores cookies.
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
