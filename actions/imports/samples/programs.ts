import { type Case, links, teams } from './case.ts'

const library = teams('Library')

/** What other programs export. */
export const programs: Record<string, Case> = {
  'google-2024.csv': {
    people: [
      {
        name: 'Greta Holmqvist',
        knownAs: 'Gigi',
        email: 'greta.h@example.com',
        phone: '+46 70 555 01 34',
        mobile: '+46 8 555 01 35',
        jobTitle: 'Treasurer',
        teams: library,
        links: links('https://www.example.com/greta'),
      },
      { name: 'Óscar de Peñalver', email: 'oscar.p@example.com', phone: '+34 600 555 013' },
    ],
    left: ['Notes', 'Labels', 'Organization Name', 'Birthday', 'Address 1 - Formatted', 'E-mail 1 - Label'],
    cut: [[2, 'E-mail 1 - Value', 'gigi@example.net']],
  },
  'outlook-com-61.csv': {
    people: [
      {
        name: 'Philippa M. Zellweger',
        knownAs: 'Pippa',
        email: 'philippa.z@example.com',
        phone: '+41 44 555 01 34',
        mobile: '+41 79 555 01 35',
        jobTitle: 'Archivist',
        teams: library,
        location: 'Room 5',
        links: links('http://www.example.com/p'),
      },
    ],
    left: ['Title', 'Company', 'Notes', 'Business State', 'Home State', 'Birthday', 'Spouse'],
  },
  'm365-users.csv': {
    people: [
      {
        name: 'Ann Leighton',
        email: 'ann.leighton@example.com',
        mobile: '+61 491 570 156',
        jobTitle: 'Librarian',
        teams: library,
        location: 'Perth',
      },
      {
        name: 'Bo Gone',
        email: 'bo.gone@example.com',
        jobTitle: 'Clerk',
        teams: library,
        location: 'Perth',
        status: 'inactive',
      },
    ],
    left: ['State', 'Object Id', 'Licenses', 'Proxy addresses', 'Usage location'],
  },
  'azure-template.csv': { people: [{ name: 'Chris Green', email: 'chris@example.com' }] },
  'linkedin.csv': {
    people: [
      {
        name: 'Holger Pfaff',
        email: 'holger.p@example.com',
        jobTitle: 'Buyer',
        links: links('https://www.linkedin.com/in/holger-pfaff-x'),
      },
      { name: 'Mina Sato', jobTitle: 'Engineer', links: links('https://www.linkedin.com/in/mina-sato-x') },
    ],
    left: ['Company', 'Connected On'],
  },
  'slack.csv': {
    people: [
      { name: 'Janet Stone', email: 'janet.s@example.com' },
      { name: 'Bob Drum', email: 'bob.d@example.com', status: 'inactive' },
      { name: 'Ada Admin', email: 'ada.adm@example.com' },
    ],
    left: ['userid', 'username', 'billing-active'],
  },
  'canvas-sis.csv': {
    people: [
      { name: 'Rob Quill', knownAs: 'Robby', sortName: 'Quill, Rob', email: 'rob.quill@example.com' },
      { name: 'Ivo West', email: 'ivo.west@example.com', status: 'inactive' },
      { name: 'Tess Orlo', email: 'tess.orlo@example.com', status: 'inactive' },
    ],
    left: ['user_id', 'login_id', 'password'],
  },
  'canvas-small-ids.csv': {
    people: [
      { name: 'Rob Quill', email: 'rob.quill@example.com' },
      { name: 'Tess Orlo', email: 'tess.orlo@example.com' },
    ],
    left: ['user_id', 'login_id'],
  },
  'mailchimp.csv': {
    people: [{ name: 'Fia Falkner', email: 'fia.f@example.com', phone: '0709 555 013' }],
    left: ['NOTES', 'Address', 'MEMBER_RATING', 'LEID'],
  },
  'salesforce.csv': {
    people: [
      {
        name: 'Edna Frankel',
        email: 'edna.f@example.com',
        phone: '(512) 555-0134',
        jobTitle: 'VP, Technology',
      },
    ],
    left: ['Salutation', 'Account Name', 'Contact Owner'],
  },
  'salesforce-report.csv': {
    people: [
      { name: 'Edna Frankel', email: 'edna.f@example.com', jobTitle: 'VP' },
      { name: 'Omar Frankel', email: 'omar.f@example.com' },
    ],
  },
  'bamboohr.csv': {
    people: [
      {
        name: 'Odile Marchetti',
        knownAs: 'Dee',
        email: 'odile.m@example.com',
        phone: '+33 1 99 00 12 35',
        jobTitle: 'Director',
        teams: library,
        location: 'Lyon',
        staffNumber: '31',
      },
      {
        name: 'Teo Brandvold',
        email: 'teo.b@example.com',
        mobile: '+33 6 39 98 12 35',
        jobTitle: 'Clerk',
        teams: library,
        location: 'Lyon',
        staffNumber: '32',
        status: 'inactive',
      },
    ],
    left: ['Reports To', 'Hire Date', 'Division'],
  },
  'peoplefinder.csv': {
    people: [
      {
        name: "Tom O'Carver",
        email: 'tom.oc@example.com',
        phone: '020 7946 0739',
        location: '102, Test St',
      },
    ],
  },
  'nextcloud-userimporter.csv': {
    people: [{ name: 'Ida Beispiel', email: 'ida.b@example.com', teams: teams('Library', 'Staff') }],
    left: ['Username', 'Password', 'Quota'],
    teams: { Staff: 1 },
  },
  'contacts.vcf': {
    people: [
      {
        name: 'Vera Testperson',
        email: 'vera.t@example.com',
        mobile: '+44 20 7946 0018',
        jobTitle: 'Clerk',
        teams: library,
      },
      { name: 'Vic Second', email: 'vic.s@example.com' },
    ],
  },
  'people.xlsx': { people: [{ name: 'Xena Sheet', email: 'xena.s@example.com' }] },
  'people.ods': {
    people: [
      { name: 'Xaver Tabelle', email: 'xaver.t@example.com', phone: '0228 555 0136' },
      { name: 'Oda Sheet', email: 'oda.s@example.com', phone: '+49 228 5550137' },
    ],
    left: ['Start', 'Notes'],
  },
  'people-renamed.csv': { people: [{ name: 'Xena Sheet', email: 'xena.s@example.com' }] },
  'three-sheets.xlsx': { people: [{ name: 'Sten Staff', email: 'sten.s@example.com' }] },
}
