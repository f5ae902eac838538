import { type ShownLink, shownLinks } from '#actions/sign-in/invitations.server.ts'
import { requirePermission } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits } from '../../users/count.ts'
import { CopyFieldButton } from '../../users/export/script-buttons.tsx'
import { LinkTable } from './link-table.tsx'

/** One-time links of many accounts, for a short time, in the browser of the admin who made them. */
export default guarded(async () => {
  await requirePermission('manage')
  const links = await shownLinks()
  return (
    <Main title="One-time links">
      <h1>One-time links</h1>
      {links.length > 0 ? (
        <>
          <p>
            Pass them on now. They are shown for ten minutes, and only here. Each works once, within 7 days.
          </p>
          <div className="field">
            <label htmlFor="links">{`${inDigits(links.length)} ${links.length === 1 ? 'link' : 'links'}: name, email, link`}</label>
            <textarea id="links" rows={12} readOnly spellCheck={false} wrap="off" value={linesOf(links)} />
          </div>
          <p className="actions">
            <a className="button" href="/accounts/links/csv">
              Download as CSV
            </a>
            <CopyFieldButton field="links">Copy all</CopyFieldButton>
          </p>
          <LinkTable links={links} />
        </>
      ) : (
        <p>The links are not shown any more. You can make new ones for those who have not come in yet.</p>
      )}
      <p className="actions">
        <Link href="/accounts/waiting">Who has not come in yet</Link>
        <Link href="/accounts">All accounts</Link>
      </p>
    </Main>
  )
})

/** With tabs, which spreadsheets and mail merges take as cells. */
function linesOf(links: readonly ShownLink[]): string {
  return links.map(({ name, email, link }) => [name, email, link].join('\t')).join('\n')
}
