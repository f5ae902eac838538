import { type Case, teams } from './case.ts'

const zofie = { name: 'Žofie Dvořáková', email: 'zofie.d@example.com', phone: '+420 601 555 013' }
const lukasz = { name: 'Łukasz Gżegżółka', email: 'lukasz.g@example.com', phone: '+48 601 555 013' }
const chloe = { name: 'Chloé Lefèvre', email: 'chloe.l@example.com', phone: '01 99 00 12 34' }

/** Files that are written in another encoding or language, with other marks, or as something else than a table of people. */
export const writings: Record<string, Case> = {
  'apple-numbers-de.csv': {
    people: [
      {
        name: 'Jürgen Weiß',
        email: 'juergen.w@example.com',
        phone: '+49 228 555 0135',
        jobTitle: 'Kassenwart',
        teams: teams('Library'),
        location: 'Bonn',
      },
      {
        name: 'Anke Groß',
        email: 'anke.g@example.com',
        phone: '0228 / 555 01 36',
        jobTitle: 'Beisitz',
        teams: teams('Library'),
        status: 'inactive',
      },
    ],
    left: ['Bemerkung', 'Straße', 'PLZ'],
  },
  'excel-fr.csv': {
    people: [{ ...chloe, jobTitle: 'Secrétaire', teams: teams('Library'), location: 'Nîmes' }],
  },
  'fr-nom-prenom.csv': { people: [chloe] },
  'excel-cz-1250.csv': { people: [zofie, lukasz] },
  'excel-cz-1250-en.csv': { people: [zofie, lukasz] },
  'unicode-text-utf16.txt': { people: [zofie] },
  'utf16-nobom.csv': { people: [zofie] },
  'utf8-one-bad-byte.csv': {
    people: [
      { name: 'Jürgen Müßig', email: 'juergen.mz@example.com', about: 'Likes cafés' },
      { name: 'Žofie Dvořáková', email: 'zofie.d2@example.com', about: 'ok' },
    ],
    refused: [[3, 'About', 'About has characters that could not be read']],
  },
  'no-header.csv': {
    people: [
      { name: 'Nora Head', email: 'nora.h@example.com', phone: '+44 20 7946 0018' },
      { name: 'Otto Head', email: 'otto.h@example.com', phone: '+44 20 7946 0019' },
    ],
  },
  'trailing-total.csv': { people: [{ name: 'Total Line', email: 'total.l@example.com', phone: '1' }] },
  'dup-headers.csv': { people: [{ name: 'Dup Heads', email: 'first.mail@example.com', phone: '111 1' }] },
  'split-min.csv': { people: [{ name: 'Ada Splitname', email: 'ada.split@example.com' }] },
  'backslash-quotes.csv': {
    people: [{ name: 'Bobby "Tables" Drop', email: 'bobby.t@example.com', about: 'He said "hi, there"' }],
  },
  'semicolon-excel-sep.csv': { people: [{ name: 'Sep Line', email: 'sep.l@example.com' }] },
  'tabs-in-csv.tsv': { people: [{ name: 'Tabea Tab', email: 'tabea.t@example.com', phone: '1234' }] },
  'carets.csv': {
    people: [
      { name: 'Cara Caret', email: 'cara.c@example.com', location: 'Room 1; left' },
      { name: 'Carl Caret', email: 'carl.c@example.com' },
    ],
  },
  'crlf-mixed.csv': {
    people: [
      { name: 'Mixed One', email: 'm1@example.com' },
      { name: 'Mixed Two', email: 'm2@example.com' },
      { name: 'Mixed Three', email: 'm3@example.com' },
    ],
  },
  'one-column.csv': {
    refused: [
      [2, '', 'Enter a name'],
      [3, '', 'Enter a name'],
    ],
  },
  'people.json': { error: 'This is JSON.' },
  'people.ldif': { error: 'This is LDIF.' },
  'people.html-as.xls': { error: 'This is a web page with another name.' },
  'transposed.csv': {
    error: 'The first column holds the names of the fields, and each person has a column.',
  },
}
