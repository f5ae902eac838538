import { type Case, teams } from './case.ts'

const wrongEmail = 'Enter an email address in the correct format'

/** Files of our own columns, with cells as people write them. The email of person n is a letter and n. */
export const cells: Record<string, Case> = {
  'emails-odd.csv': {
    people: [
      { name: 'Angle One', email: 'angle.one@example.com' },
      { name: 'Rich Two', email: 'rich.two@example.com' },
      { name: 'Mailto Three', email: 'mailto.three@example.com' },
      { name: 'Comma Four', email: 'comma.four@example.com' },
      { name: 'Dot Five', email: 'dot.five@example.com' },
      { name: 'Semi Six', email: 'semi.six@example.com' },
      { name: 'Two Seven', email: 'seven@example.com' },
      { name: 'Two Eight', email: 'eight@example.com' },
      { name: 'Zero Nine', email: 'nine@example.com' },
      { name: 'NoTld Twelve', email: 'twelve@example' },
      { name: 'Quote Thirteen', email: 'thirteen@example.com' },
      { name: 'Upper Fourteen', email: 'FOURTEEN@EXAMPLE.COM' },
      { name: 'Plus Fifteen', email: 'fifteen+tag@example.com' },
      { name: 'Idn Sixteen', email: 'sixteen@bücher.example' },
      { name: 'Apos Seventeen', email: "o'seventeen@example.com" },
      { name: 'Na Twenty' },
      { name: 'Ctrl TwentyOne', email: 'twentyone@example.com' },
      { name: 'Curly TwentyTwo', email: 'o’twentytwo@example.com' },
      { name: 'Fullwidth TwentyThree', email: 'twentythree@example.com' },
    ],
    refused: [
      [11, '', 'This row has more cells than there are columns'],
      [12, 'E-mail', wrongEmail],
      [19, 'E-mail', wrongEmail],
      [20, 'E-mail', wrongEmail],
    ],
    cut: [
      [8, 'E-mail', 'seven.b@example.org'],
      [9, 'E-mail', 'eight.b@example.org'],
    ],
  },
  'phones-odd.csv': {
    people: numbered('P', 'p', {
      One: { phone: '+44 20 7946 0018 ext. 12' },
      Two: { phone: '0044 20 7946 0018' },
      Three: { phone: '+44 (0)20 7946 0018' },
      Four: { phone: '1-800-FLOWERS' },
      Five: undefined,
      Six: { phone: '+442079460018' },
      Seven: { phone: '+442079460018' },
      Eight: {},
      Nine: {},
      Ten: { phone: '+44 20 7946 0018', mobile: '+44 7700 900123' },
      Eleven: { phone: '4411' },
      Twelve: {},
      Thirteen: { phone: '+44 20 7946 0018', mobile: '+44 7700 900123' },
      Fourteen: { phone: '٠٢٠٧٩٤٦٠٠١٨' },
      Fifteen: { phone: '+442079460018' },
      Sixteen: {},
      Seventeen: { phone: '+44 20 7946 0018', mobile: '+44 7700 900123' },
    }),
    refused: [
      [6, 'Phone', 'A spreadsheet cut this number short'],
      [19, 'Phone', 'A spreadsheet cut this number short'],
    ],
  },
  'cells-odd.csv': {
    people: [
      {
        name: 'Ada Newline',
        email: 'c1@example.com',
        jobTitle: 'Head of Library',
        location: 'x',
        about: 'ok',
      },
      {
        name: 'Tab Two',
        email: 'c2@example.com',
        jobTitle: 'a b',
        location: '1 Test Street London N1',
        about: 'ok',
      },
      { name: 'Nbsp Three', email: 'c3@example.com' },
      { name: 'Spaced Four', email: 'c4@example.com' },
      { name: 'ZeroWidth Five', email: 'c5@example.com' },
      { name: 'SoftHyphen Six', email: 'c6@example.com' },
      { name: 'Vertical Seven', email: 'c7@example.com', about: 'Line one\nline two' },
      {
        name: 'Html Eight',
        email: 'c8@example.com',
        jobTitle: '&amp; Partners',
        location: '<br>',
        about: '<p>Hello</p>',
      },
      { name: 'Lastname, Firstname', email: 'c11@example.com' },
      { name: 'LSEP Twelve', email: 'c12@example.com', about: 'One\nTwo' },
    ],
    asked: [
      [10, 'name'],
      [11, 'name'],
    ],
  },
  'status-words.csv': {
    people: Array.from({ length: 20 }, (_, index) => ({
      name: `S${index + 1}`,
      email: `s${index + 1}@example.com`,
      ...([3, 4, 5, 6, 13, 19].includes(index + 1) && { status: 'inactive' }),
    })),
  },
  'teams-many.csv': {
    people: [
      teams('Library'),
      ...Array(4).fill(teams('Library', 'Finance')),
      teams('Library & Finance'),
      teams('Choir'),
      teams('Choir'),
      teams('Board'),
    ].map((each, index) => ({ name: `T${index + 1}`, email: `t${index + 1}@example.com`, teams: each })),
    teams: { 'Library & Finance': 1, Choir: 2, Board: 1 },
  },
  'two-phones.csv': {
    people: [
      { name: 'Ph One', email: 'ph1@example.com', mobile: '+44 7700 900123' },
      { name: 'Ph Two', email: 'ph2@example.com', phone: '+44 20 7946 0018', mobile: '+44 7700 900124' },
    ],
  },
  'dates-numbers.csv': {
    people: [{ name: 'Jamie Null', email: 'jamie.n@example.com', phone: '0207946018' }],
    left: ['ID Number', 'Start'],
  },
  'role-access.csv': {
    people: [
      { name: 'Role One', email: 'role1@example.com' },
      { name: 'Role Two', email: 'role2@example.com' },
    ],
    left: ['Role'],
  },
  'notes-private.csv': { people: [{ name: 'Priv Ate', email: 'priv.ate@example.com' }], left: ['Notes'] },
  'ID-upper.csv': { people: [{ name: 'Upper Case', email: 'upper.c@example.com' }], left: ['ID'] },
  'long-name.csv': { refused: [[2, 'Full name', 'Name must be 200 characters or fewer']] },
}

/** Whom a row is about. */
export const persons: Record<string, Case> = {
  'zwsp-duplicate.csv': {
    people: [{ name: 'Zw Clean', email: 'zw.clean@example.com' }],
    refused: [[3, 'E-mail', 'Row 2, Zw Clean, has this email']],
  },
  'dup-and-empty.csv': {
    people: [
      { name: 'Father Sharing', email: 'family@example.com', phone: '1' },
      { name: 'Child Noemail', phone: '3' },
      { name: 'Worker Noemail', phone: '4' },
    ],
    refused: [[3, 'E-mail', 'Row 2, Father Sharing, has this email']],
  },
  'changed-email.csv': { asked: [[2, 'person']] },
  'blank-and-case.csv': { changed: [{ email: 'ALICE@EXAMPLE.COM', jobTitle: 'Office manager' }] },
}

/** The number words of the names count. Nobody is expected of an undefined one. */
function numbered(first: string, letter: string, all: Record<string, object | undefined>) {
  return Object.entries(all).flatMap(([word, values], index) =>
    values ? { name: `${first} ${word}`, email: `${letter}${index + 1}@example.com`, ...values } : [],
  )
}
