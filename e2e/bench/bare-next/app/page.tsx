import rows from './rows.json'

type Row = {
  id: number
  name: string
  jobTitle: string
  teams: { id: number; name: string }[]
  phone: string
  email: string
}

export const dynamic = 'force-dynamic'

/** The rows of Rollcall's list with its columns, and nothing else: the least that a page of Next can cost. */
export default function Page() {
  return (
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Job title</th>
          <th>Teams</th>
          <th>Phone</th>
          <th>Email</th>
        </tr>
      </thead>
      <tbody>
        {(rows as Row[]).map(({ id, name, jobTitle, teams, phone, email }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/users/${id}`}>{name}</a>
            </th>
            <td>{jobTitle}</td>
            <td>
              {teams.map((team) => (
                <a key={team.id} href={`/teams/${team.id}`}>
                  {team.name}
                </a>
              ))}
            </td>
            <td>
              <a href={`tel:${phone}`}>{phone}</a>
            </td>
            <td>
              <a href={`mailto:${email}`}>{email}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
