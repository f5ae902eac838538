import type { User } from '#db/tables.ts'
import { Avatar } from './avatar.tsx'
import { initialsOf } from './initials.ts'
import { TeamLinks } from './team-links.tsx'

/** Who somebody is: everything here is public. */
export function PersonHeading({ user }: { user: User }) {
  const { id, name, knownAs, pronouns, jobTitle, namedTeams } = user
  return (
    <div className="person">
      <Avatar id={id} initials={initialsOf(name)} large />
      <div>
        <h1>{name}</h1>
        {(knownAs || pronouns) && (
          <p className="known">
            {knownAs && (
              <>
                Known as <strong>{knownAs}</strong>
              </>
            )}
            {knownAs && pronouns && ' · '}
            {pronouns}
          </p>
        )}
        {jobTitle && <p className="job-title">{jobTitle}</p>}
        {namedTeams.length > 0 && <TeamLinks namedTeams={namedTeams} />}
      </div>
    </div>
  )
}
