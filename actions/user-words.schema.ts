import type { FieldName } from '#db/user-fields.ts'

type Words = {
  label: string
  /** Its name in errors and sentences, if not its label. */
  called?: string
  missing?: string
  hint?: string
  spellCheck?: false
  /** Its column in a spreadsheet, if not its label. */
  head?: string
  /** Column names of other programs. Case, accents, spaces and marks do not count. */
  heads?: readonly string[]
  description: string
}

export const userWords: Record<FieldName, Words> = {
  name: {
    label: 'Full name',
    called: 'Name',
    missing: 'Enter a name',
    spellCheck: false,
    heads: ['Display name', 'Person', 'Names', 'Nom', 'Nombre'],
    description: 'The full name, in any script.',
  },
  knownAs: {
    label: 'Known as',
    hint: 'The name used day to day',
    spellCheck: false,
    heads: ['Nickname', 'Preferred name', 'Short name', 'Called'],
    description: 'The name used day to day.',
  },
  pronouns: {
    label: 'Pronouns',
    hint: 'Like she/her or they/them',
    spellCheck: false,
    heads: ['Pronoun', 'Preferred pronouns', 'Personal pronouns'],
    description: 'Their pronouns.',
  },
  email: {
    label: 'Email',
    missing: 'Enter an email address',
    spellCheck: false,
    heads: ['Email address', 'Mail', 'Mail address', 'Work email', 'Correo'],
    description: 'The email address.',
  },
  phone: {
    label: 'Phone',
    hint: 'With the country code, like +44 20 7946 0018',
    heads: ['Telephone', 'Phone number', 'Tel', 'Telefon', 'Téléphone', 'Work phone'],
    description: 'The phone number as it was typed.',
  },
  mobile: {
    label: 'Mobile',
    hint: 'With the country code, like +44 7700 900123',
    heads: ['Mobile phone', 'Mobile number', 'Cell', 'Cell phone', 'Handy', 'Portable'],
    description: 'The mobile number as it was typed.',
  },
  jobTitle: {
    label: 'Job title',
    heads: ['Title', 'Job', 'Position', 'Role', 'Function'],
    description: 'Their job title.',
  },
  teams: {
    label: 'Teams',
    missing: 'Choose teams from the list',
    heads: ['Team', 'Department', 'Departments', 'Group', 'Groups', 'Unit'],
    description: 'The teams they are in, by name.',
  },
  location: {
    label: 'Location',
    hint: 'An office, a town or a room',
    heads: ['Office', 'Place', 'Room', 'Site', 'Town', 'City'],
    description: 'Their place of work.',
  },
  about: {
    label: 'About',
    heads: ['Notes', 'Note', 'Description', 'Bio', 'Comment'],
    description: 'A few sentences; may hold line breaks.',
  },
  links: {
    label: 'Links',
    heads: ['Link', 'Web page', 'Website', 'Homepage', 'URL'],
    description: 'Web pages of theirs, in their own order.',
  },
  sortName: {
    label: 'Sort under',
    hint: 'Like Berg, Jan van der',
    spellCheck: false,
    heads: ['Sort name', 'Sort as', 'File as'],
    description: 'The name as sorted lists have it.',
  },
  staffNumber: {
    label: 'Staff number',
    spellCheck: false,
    heads: [
      'Staff id',
      'Staff no',
      'Employee number',
      'Employee id',
      'Employee no',
      'Personnel number',
      'Payroll number',
      'Personalnummer',
      'Matricule',
    ],
    description: 'Their number in the organisation. Nobody else has it.',
  },
  status: {
    label: 'Status',
    missing: 'Choose a status',
    heads: ['State', 'Active'],
    description: 'Whether they are part of the organisation.',
  },
  listed: {
    label: 'Listed in the public view',
    called: 'Listed',
    missing: 'Choose whether the person is listed',
    head: 'Listed',
    heads: ['Public'],
    description: 'Whether they appear in the public view.',
  },
}

/** The column of a field in a spreadsheet. */
export function headOf(name: FieldName): string {
  return userWords[name].head ?? userWords[name].label
}

/** At the start of an error. */
export function calledOf(name: FieldName): string {
  return userWords[name].called ?? userWords[name].label
}

/** Inside a sentence: "job title". */
export function inText(name: FieldName): string {
  const called = calledOf(name)
  return called.charAt(0).toLowerCase() + called.slice(1)
}
