/** Each kind has a row in every table of kinds; the compiler names a missing one. */
export type Kind = 'line' | 'paragraphs' | 'email' | 'phone' | 'teams' | 'links' | 'status' | 'listed'

/** Each level includes those before it; `account` is people who sign in. */
export const levels = ['public', 'directory', 'contact', 'account'] as const
export type Level = (typeof levels)[number]

export type Field = {
  kind: Kind
  /** The lowest level that sees it. */
  level: Level
  /** The maximum of characters in a text, or of rows in a list. */
  max?: number
  required?: true
  /** Unique among people outside the trash, compared without case, unless it is empty. */
  unique?: true
  /** `{n}` is the person's number, `{nnn}` its last three digits, `{first}` and `{last}` the names. */
  samples?: readonly string[]
}

type Limited = { kind: Exclude<Kind, 'status' | 'listed'>; max: number }
type Row = Omit<Field, 'kind' | 'max'> & (Limited | { kind: 'status' | 'listed' })

/** The fields of a person, in the order of the form. Their texts are in `actions/user-words.schema.ts`. */
export const userFields = {
  name: { kind: 'line', max: 200, required: true, level: 'public', samples: ['{first} {last}'] },
  knownAs: { kind: 'line', max: 100, level: 'public' },
  pronouns: { kind: 'line', max: 50, level: 'public', samples: ['', 'she/her', 'he/him', 'they/them'] },
  email: {
    kind: 'email',
    max: 254,
    unique: true,
    level: 'contact',
    samples: ['', ...Array<string>(7).fill('person{n}@example.com')],
  },
  // Numbers reserved for drama: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
  phone: {
    kind: 'phone',
    max: 50,
    level: 'contact',
    samples: ['', '+44 1632 960{nnn}', '+44 1632 960{nnn}'],
  },
  mobile: { kind: 'phone', max: 50, level: 'contact', samples: ['', '+44 7700 900{nnn}'] },
  jobTitle: {
    kind: 'line',
    max: 200,
    level: 'public',
    samples: [
      'Office manager',
      'Software engineer',
      'Accountant',
      'Librarian',
      'Caretaker',
      'Head of teaching',
      'Nurse',
      'Product designer',
      'Data analyst',
      'Treasurer',
      '',
    ],
  },
  teams: { kind: 'teams', max: 50, level: 'public' },
  location: {
    kind: 'line',
    max: 200,
    level: 'directory',
    samples: ['Lisbon', 'Floor 2, room 214', 'Nairobi', 'Remote', 'Kyoto', 'Main building', ''],
  },
  about: { kind: 'paragraphs', max: 1000, level: 'public' },
  links: { kind: 'links', max: 10, level: 'public' },
  sortName: { kind: 'line', max: 200, level: 'directory', samples: ['', '{last}, {first}'] },
  staffNumber: { kind: 'line', max: 100, unique: true, level: 'directory', samples: ['S-{n}'] },
  status: { kind: 'status', level: 'directory' },
  listed: { kind: 'listed', level: 'account' },
} as const satisfies Record<string, Row>

export type FieldName = keyof typeof userFields
export type KindOf<Name extends FieldName> = (typeof userFields)[Name]['kind']

export type FieldsOf<K extends Kind> = {
  [Name in FieldName]: KindOf<Name> extends K ? Name : never
}[FieldName]

export type UniqueField = {
  [Name in FieldName]: (typeof userFields)[Name] extends { unique: true } ? Name : never
}[FieldName]

export const fieldNames = Object.keys(userFields) as FieldName[]

export const uniqueFields = fieldNames.filter((name) => fieldOf(name).unique) as UniqueField[]

export function fieldOf(name: FieldName): Field {
  return userFields[name]
}
