import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decode } from './decode.server.ts'
import { recogniseEncoding } from './recognise-encoding.server.ts'

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url))

test.each([
  ['apple-numbers-de.csv', 'windows-1252', 'Jürgen;Weiß'],
  ['excel-fr.csv', 'windows-1252', 'Lefèvre;Chloé'],
  ['excel-cz-1250.csv', 'windows-1250', 'Jméno a příjmení'],
  ['excel-cz-1250-en.csv', 'windows-1250', 'Łukasz Gżegżółka'],
  ['unicode-text-utf16.txt', 'utf-16le', 'Žofie Dvořáková'],
  ['utf16-nobom.csv', 'utf-16le', 'Žofie Dvořáková'],
  ['utf8-one-bad-byte.csv', 'utf-8', 'an \ufffd\n'],
  ['semicolon-excel-sep.csv', 'utf-8', 'Sep Line'],
])('%s is %s', (name, encoding, text) => {
  expect(recogniseEncoding(sample(name))).toBe(encoding)
  expect(decode(sample(name), encoding as 'utf-8')).toContain(text)
})

test.each([
  ['windows-1252', 'Navn;Telefon\nSøren Kjærgård;1\nJürgen Weiß;2'],
  ['windows-1252', 'Nombre\nMuñoz Peña\nJosé Ángel'],
  ['windows-1252', 'Nafn\nÞórður Guðmundsson\nSæunn'],
  ['windows-1252', 'Name\n“GARÇON ÉRIC” – 5 €'],
  ['windows-1250', 'Jmeno,E-mail\nKateřina,katerina.n@example.com'],
  ['windows-1250', 'Név\nKovács Győző'],
  ['windows-1251', 'Имя;Телефон\nИван Петров;1\nАнна Смирнова;2'],
  ['windows-1253', 'Όνομα;E-mail\nΜαρία Παπαδοπούλου;m@example.com'],
  ['windows-1254', 'Ad;E-posta\nŞule Işık;s@example.com\nGökçe Yıldız;g@example.com'],
  // The address decides: its letters alone could be Icelandic.
  ['windows-1254', 'Ad;E-posta\nŞule Işık;sule.isik@example.com'],
  ['windows-1255', 'שם;E-mail\nדוד כהן;d@example.com\nשרה לוי;s@example.com'],
  ['windows-1256', 'الاسم\nمحمد أحمد\nفاطمة علي'],
  ['windows-1257', 'Vārds\nJānis Bērziņš\nŽydrūnas Šešelgis'],
  ['windows-874', 'ชื่อ;E-mail\nสมชาย ใจดี;s@example.com'],
  ['iso-8859-2', 'Jméno\nŽofie Dvořáková\nŁukasz Gżegżółka'],
  ['iso-8859-5', 'Имя;Телефон\nИван Петров;1\nАнна Смирнова;2'],
  ['iso-8859-15', 'Prénom;Prix\nChloé;5 €'],
  ['koi8-r', 'Имя;Телефон\nИван Петров;1\nАнна Смирнова;2'],
  ['cp866', 'Имя;Фамилия\nИван;Петров'],
  ['cp852', 'Jméno\nŽofie Dvořáková'],
  ['macintosh', 'Nom\nChloé Lefèvre\nZoë Ångström'],
  ['shift_jis', '氏名,メール\n山田 太郎,t@example.com\n鈴木 花子,h@example.com'],
  ['euc-jp', '氏名,メール\n山田 太郎,t@example.com'],
  ['gb18030', '姓名,邮箱\n王小明,w@example.com\n张伟,z@example.com'],
  ['big5', '姓名,電郵\n王小明,w@example.com\n陳大文,c@example.com'],
  ['euc-kr', '이름,이메일\n김철수,k@example.com'],
  ['utf-16le', 'Full name,Email\n王小明,w@example.com'],
  ['utf-16be', 'Full name,Email\nЖ Ж,w@example.com'],
])('a list in %s, without a byte-order mark: %s', (encoding, text) => {
  expect(recogniseEncoding(iconv.encode(text, encoding, { addBOM: false }))).toBe(encoding)
})

test('what is no text is given an encoding however it is made and as long as a file may be', () => {
  for (const make of [() => 0xe9, (index: number) => ((index * 7919) % 251) + 1, () => 0xbb]) {
    const bytes = Buffer.from(Array.from({ length: 2_000_000 }, (_, index) => make(index)))
    expect(recogniseEncoding(bytes)).toBeTypeOf('string')
  }
})
