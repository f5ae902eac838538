import { CopyButton } from '../../ui/copy-button.tsx'
import { Link } from '../../ui/link.tsx'
import { PageTitle } from '../../ui/page-title.tsx'

type Props = {
  /** Those that were made just now. */
  codes: readonly string[] | undefined
  left: number
}

export function SecondFactorOn({ codes, left }: Props) {
  return (
    <>
      <PageTitle>Second factor</PageTitle>
      <h1>Second factor</h1>
      <p>It is on. Signing in takes your password and a code from your app.</p>
      <section aria-labelledby="recovery-codes">
        <h2 id="recovery-codes">Recovery codes</h2>
        <p>
          {left} of 10 are left. Each signs you in once, in place of a code from your app, if you lose your
          phone.
        </p>
        {codes && <NewCodes codes={codes} />}
      </section>
      <p className="actions">
        <Link href="/profile/second-factor/recovery-codes">Make new recovery codes</Link>
        <Link href="/profile/second-factor/turn-off">Turn it off</Link>
      </p>
    </>
  )
}

function NewCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="aside">
      <p>Print them or copy them to a safe place now. They are shown for one minute.</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} of="recovery codes" />
    </div>
  )
}
