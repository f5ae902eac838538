import type { UserFields } from '#actions/users.schema.ts'

/** What each field of a user is called on every page, in the order of the form. */
export const labels: Record<keyof UserFields, string> = {
  name: 'Full name',
  knownAs: 'Known as',
  email: 'E-mail',
  phone: 'Phone',
  jobTitle: 'Job title',
  teams: 'Teams',
  location: 'Location',
  about: 'About',
  links: 'Links',
  status: 'Status',
  listed: 'Listed in the public view',
}

export const statusLabels: Record<UserFields['status'], string> = { active: 'Active', inactive: 'Inactive' }
