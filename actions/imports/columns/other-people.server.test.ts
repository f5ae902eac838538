import { expect, test } from 'vitest'
import { matchColumns } from './match-columns.server.ts'
import { columnsOfOthers } from './other-people.server.ts'

const headsOfOthers = (head: string[]) =>
  [...columnsOfOthers(head)].sort((a, b) => a - b).map((at) => head[at])

test.each([
  [
    ['Student name', 'Student email', 'Teacher email', 'Teacher phone'],
    ['Teacher email', 'Teacher phone'],
  ],
  [['Schüler', 'E-Mail Lehrer'], ['E-Mail Lehrer']],
  [
    ['First name', 'Last name', 'Consultant email', 'Player mobile'],
    ['Consultant email', 'Player mobile'],
  ],
  [['Name', 'Next of kin', 'Relationship', 'Phone', 'Work email'], ['Phone']],
  [['Vorname', 'Notfallkontakt', 'Verhältnis', 'Telefon'], ['Telefon']],
  [
    ['Employee name', 'Contact', 'Contact phone'],
    ['Contact', 'Contact phone'],
  ],
  [
    ['Name', 'Name 2', 'Phone', 'Phone 2', 'E-Mail 2'],
    ['Phone 2', 'E-Mail 2'],
  ],
  [['First Name', 'Spouse First Name', 'Cell 1', 'Cell 2'], ['Cell 2']],
])('of %j these are about others: %j', (head, others) => {
  expect(headsOfOthers(head)).toEqual(others)
})

test.each([
  [['Teacher_number', 'Teacher_email', 'First_name', 'Last_name']],
  [['Volunteer', 'Email', 'Mobile']],
  [['First name', 'Last name', 'Contact number', 'Email 2', 'Phone 2']],
  [['Nombre', 'Apellido 1', 'Apellido 2', 'Correo']],
])('%j is about nobody else', (head) => {
  expect(headsOfOthers(head)).toEqual([])
})

test.each([
  ['Email (manager)', 'a@example.com'],
  ['Parent email', 'a@example.com'],
  ['E-Mail (privat)', 'a@example.com'],
  ['Email (old)', 'a@example.com'],
  ['Invited by', 'a@example.com'],
  ['Phone (home)', '020 7946 0018'],
  ['Phone (landlord)', '020 7946 0018'],
  ['Téléphone (domicile)', '01 99 00 12 34'],
  ['自宅電話', '03-5555-0131'],
  ['Name (father)', 'Ada King'],
  ['Title (of thesis)', 'Some Thing'],
  ['Status (order)', 'active'],
  ['Payment status', 'active'],
  ['姓（ヨミガナ）', 'サトウ'],
  ['Disabled', 'yes', 'Diet'],
  ['Left', 'x', 'Right'],
  ['Parti', 'S'],
  ['CEP', '01310-100'],
  ['Phone', 'iPhone 14'],
  ['Group', 'A+'],
  ['Position', '1st'],
  ['Site', 'example.com', 'Site'],
])('a column called %j with %j stays out', (head, cell, other = 'Notes') => {
  const [, column] = matchColumns(['Email', head, other], [['ada@example.com', cell, '']])
  expect(column === 'links' ? 'leave' : column).toBe('leave')
})

test.each([
  ['Work phone number', '020 7946 0018', 'phone'],
  ['Telefon dienstl.', '0221 5550131', 'phone'],
  ['Phone (mobile)', '07700 900123', 'mobile'],
  ['E-mailadres werk', 'a@example.com', 'email'],
  ['社用電話番号', '03-5555-0131', 'phone'],
  ['Legal Name - First Name', 'Ada', 'firstName'],
  ['name.givenName', 'Ada', 'firstName'],
  ['Name_Vorname', 'Ada', 'firstName'],
  ['What is your full name?', 'Ada King', 'name'],
  ['Statut de l’adhésion', 'Actif', 'status'],
  ['Worker Status', 'Terminated', 'status'],
  ['Austritt am', '31.12.2020', 'leave'],
  ['Austrittsdatum', '31.12.2020', 'inactive'],
  ['Dept Descr', 'Library', 'teams'],
  ['Room no.', '12', 'location'],
  ['Emp #', '7', 'staffNumber'],
])('a column called %j with %j is %s', (head, cell, field) => {
  expect(matchColumns(['Notes', head], [['', cell]])).toEqual(['leave', field])
})
