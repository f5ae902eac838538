import type { ShownLink } from '#actions/sign-in/invitations.server.ts'
import { invitation, invitationSubject } from '#actions/sign-in/password-link.server.ts'
import { EmailIt } from '../../ui/email-it.tsx'
import { inDigits } from '../../users/count.ts'

// Nobody writes more emails one by one, and each row repeats the whole text of its email.
const most = 200

export function LinkTable({ links }: { links: readonly ShownLink[] }) {
  const more = links.length - most
  return (
    <>
      <table className="cards">
        <caption className="visually-hidden">Links to email one by one</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Link</th>
          </tr>
        </thead>
        <tbody>
          {links.slice(0, most).map(({ name, email, link }) => (
            <tr key={email}>
              <th scope="row">{name || email}</th>
              <td data-label="Email">{email}</td>
              <td data-label="Link">
                <EmailIt to={email} subject={invitationSubject} text={invitation(link)}>
                  to {name || email}
                </EmailIt>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="hint">and {inDigits(more)} more, in the box above</p>}
    </>
  )
}
