import { expect, test } from 'vitest'
import { matchColumns } from './match-columns.server.ts'

test.each([
  [
    ['Id', 'Full name', 'Known as', 'Email', 'Phone', 'Job title'],
    ['id', 'name', 'knownAs', 'email', 'phone', 'jobTitle'],
  ],
  [
    ['Teams', 'Location', 'About', 'Links', 'Status', 'Listed'],
    ['teams', 'location', 'about', 'links', 'status', 'listed'],
  ],
  [
    ['id', 'name', 'knownAs', 'jobTitle', 'teams', 'updatedAt'],
    ['id', 'name', 'knownAs', 'jobTitle', 'teams', 'leave'],
  ],
  [
    ['E-mail', 'Full name', 'User id'],
    ['email', 'name', 'leave'],
  ],
  [
    ['Vorname', 'Nachname', 'E-Mail', 'Telefon', 'Abteilung', 'Funktion', 'Ort', 'Aktiv', 'Bemerkung'],
    ['firstName', 'lastName', 'email', 'phone', 'teams', 'jobTitle', 'location', 'status', 'leave'],
  ],
  [
    ['Nom', 'Prénom', 'Adresse e-mail', 'Téléphone', 'Fonction', 'Service', 'Ville', 'Statut'],
    ['lastName', 'firstName', 'email', 'phone', 'jobTitle', 'teams', 'location', 'status'],
  ],
  [
    ['Nombre', 'Apellidos', 'Correo electrónico', 'Móvil', 'Puesto'],
    ['firstName', 'lastName', 'email', 'mobile', 'jobTitle'],
  ],
  [
    ['Imię', 'Nazwisko', 'Stanowisko', 'Dział', 'Telefon komórkowy'],
    ['firstName', 'lastName', 'jobTitle', 'teams', 'mobile'],
  ],
  [
    ['氏名', 'メール', '電話番号', '部署', '役職'],
    ['name', 'email', 'phone', 'teams', 'jobTitle'],
  ],
  [
    ['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]', 'Employee #', 'Phone no.'],
    ['firstName', 'lastName', 'email', 'staffNumber', 'phone'],
  ],
  [
    [
      'E-mail 1 - Label',
      'E-mail 1 - Value',
      'Phone 1 - Value',
      'Phone 2 - Value',
      'Website 1 - Value',
      'Notes',
    ],
    ['leave', 'email', 'phone', 'phone', 'links', 'leave'],
  ],
  [
    ['EMAIL ADDRESS', 'TÉLÉPHONE', 'department', ''],
    ['email', 'phone', 'teams', 'leave'],
  ],
  [
    ['Title', 'Job title', 'Why it was refused'],
    ['leave', 'jobTitle', 'leave'],
  ],
  [
    ['ID', 'Name', 'E-mail'],
    ['leave', 'name', 'email'],
  ],
  [
    ['id', 'name', 'email'],
    ['leave', 'name', 'email'],
  ],
  [
    ['Id', 'Full name', 'Sort under', 'Employer'],
    ['leave', 'name', 'sortName', 'leave'],
  ],
  [
    ['ID', 'user_id', 'userid', 'Pupil id', 'Email'],
    ['leave', 'leave', 'leave', 'leave', 'email'],
  ],
  [
    ['Email', 'Email'],
    ['email', 'leave'],
  ],
  [
    ['Nombre', 'Primer apellido', 'Segundo apellido'],
    ['firstName', 'lastName', 'lastName'],
  ],
  [
    ['Förnamn', 'Efternamn', 'E-post', 'Befattning', 'Avdelning'],
    ['firstName', 'lastName', 'email', 'jobTitle', 'teams'],
  ],
  [
    ['Tel. p.', 'Tel. g.', 'Natel', 'Tél. fixe', 'Tél. portable'],
    ['leave', 'phone', 'mobile', 'phone', 'mobile'],
  ],
  ...['Vorname Nachname', 'Nazwisko i imię', 'Name, Vorname', 'First name / Last name'].map((head) => [
    [head, 'Email'],
    ['name', 'email'],
  ]),
  [
    ['First name / Phone', 'Vorname Kind'],
    ['leave', 'leave'],
  ],
])('columns are known by what they are called: %s', (head, columns) => {
  expect(matchColumns(head)).toEqual(columns)
})

test.each([
  ['a state of the USA is no status', ['Email', 'State'], ['a@example.com', 'WA'], ['email', 'leave']],
  [
    'what somebody may do elsewhere is no job title',
    ['Email', 'Role'],
    ['a@example.com', 'Member'],
    ['email', 'leave'],
  ],
  ['a form of address is no job title', ['Email', 'Title'], ['a@example.com', 'Ms.'], ['email', 'leave']],
  ['a job title is one', ['Email', 'Title'], ['a@example.com', 'Clerk'], ['email', 'jobTitle']],
  [
    'a tick for who is blocked',
    ['Email', 'Block credential'],
    ['a@example.com', 'True'],
    ['email', 'inactive'],
  ],
  ['a column of addresses is the email', ['Who', 'Where'], ['Ada', 'ada@example.com'], ['leave', 'email']],
  [
    'columns without names are known by their cells',
    ['Column 1', 'Column 2', 'Column 3', 'Column 4'],
    ['Ada King', 'a@example.com', '020 7946 0018', 'Library'],
    ['name', 'email', 'phone', 'leave'],
  ],
  [
    'a work email comes before a private one',
    ['Vorname', 'E-Mail privat', 'E-Mail dienstlich'],
    ['Ada', 'ada@home.example', 'ada@example.com'],
    ['firstName', 'leave', 'email'],
  ],
  [
    'a full name beside the first name is no family name',
    ['Name', 'First name', 'Email'],
    ['Ada King', 'Ada', 'ada@example.com'],
    ['name', 'firstName', 'email'],
  ],
  [
    'a family name beside the first name is one',
    ['Name', 'First name', 'Email'],
    ['King', 'Ada', 'ada@example.com'],
    ['lastName', 'firstName', 'email'],
  ],
  ['a column called mail without addresses is none', ['Mail', 'Name'], ['yes', 'Ada'], ['leave', 'name']],
])('%s', (_, head, cells, columns) => {
  expect(matchColumns(head, [cells])).toEqual(columns)
})

test.each(['[', '(', ' ', '1 ', '#', '* '])('a head of 200,000 times %j takes no time', (mark) => {
  expect(matchColumns([mark.repeat(200_000), 'Email'])).toEqual(['leave', 'email'])
})
