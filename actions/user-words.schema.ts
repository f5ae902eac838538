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
  /** Column names of other programs, with commas between them. Case, accents, spaces and marks do not count. */
  heads?: string
  description: string
}

export const userWords: Record<FieldName, Words> = {
  name: {
    label: 'Full name',
    called: 'Name',
    missing: 'Enter a name',
    spellCheck: false,
    heads: `
      Display name, Person, Name, Names, Real name, Contact name, Member name, Employee name,
      Vollständiger Name, Anzeigename, Nom, Nom complet, Nom et prénom, Nombre, Nombre completo, Nome,
      Nome completo, Nominativo, Naam, Volledige naam, Imię i nazwisko, Jméno a příjmení, Celé jméno, Ad
      soyad, Navn, Namn, ФИО, 氏名, 名前`,
    description: 'The full name, in any script.',
  },
  knownAs: {
    label: 'Known as',
    hint: 'The name used day to day',
    spellCheck: false,
    heads: `
      Nickname, Preferred name, Short name, Called, Goes by, Alias, Spitzname, Surnom, Nom d’usage, Apodo,
      Soprannome, Roepnaam, Pseudonim, Přezdívka, Takma ad, ニックネーム`,
    description: 'The name used day to day.',
  },
  pronouns: {
    label: 'Pronouns',
    hint: 'Like she/her or they/them',
    spellCheck: false,
    heads: `
      Pronoun, Preferred pronouns, Personal pronouns, Pronomen, Pronoms, Pronombres, Pronomi, Zaimki`,
    description: 'Their pronouns.',
  },
  email: {
    label: 'Email',
    spellCheck: false,
    heads: `
      Email address, Mail, Mail address, Work email, Business email, Primary email, User principal name,
      E-Mail-Adresse, Adresse e-mail, Adresse mail, Courriel, Correo, Correo electrónico, Indirizzo email,
      Posta elettronica, Correio eletrônico, Endereço de email, E-mailadres, Adres e-mail, E-mailová
      adresa, E-posta, E-post, E-Mail dienstlich, E-Mail geschäftlich, Dienstliche E-Mail, Email professionnel,
      Эл. почта, メール, メールアドレス`,
    description: 'The email address.',
  },
  phone: {
    label: 'Phone',
    hint: 'With the country code, like +44 20 7946 0018',
    heads: `
      Telephone, Phone number, Tel, Work phone, Business phone, Office phone, Primary phone, Primary phone
      number, Landline, Telefon, Telefonnummer, Festnetz, Téléphone, Téléphone fixe, Teléfono, Telefono,
      Telefone, Telefoon, Telefoonnummer, Numer telefonu, Telefonní číslo, Telefon numarası, Tel. g.,
      Tel. geschäftlich, Telefon dienstlich, Telefon geschäftlich, Tél. fixe, Tél. professionnel, Телефон, 電話,
      電話番号`,
    description: 'The phone number as it was typed.',
  },
  mobile: {
    label: 'Mobile',
    hint: 'With the country code, like +44 7700 900123',
    heads: `
      Mobile phone, Mobile number, Cell, Cell phone, Cellphone, Handy, Mobiltelefon, Portable, Téléphone
      portable, Móvil, Teléfono móvil, Celular, Cellulare, Telemóvel, Mobiel, Komórka, Telefon komórkowy,
      Mobil, Mobilní telefon, Cep telefonu, Natel, Handynummer,
      Mobilnummer, Tél. portable, Мобильный, Мобильный телефон, 携帯, 携帯電話`,
    description: 'The mobile number as it was typed.',
  },
  jobTitle: {
    label: 'Job title',
    heads: `
      Title, Job, Position, Role, Function, Occupation, Designation, Organization title, Funktion, Stelle,
      Berufsbezeichnung, Fonction, Poste, Intitulé du poste, Cargo, Puesto, Ruolo, Mansione, Qualifica,
      Função, Functie, Functietitel, Stanowisko, Funkce, Pozice, Ünvan, Unvanı, Görev, Görevi,
      Business title, Stilling, Befattning, Должность, 役職`,
    description: 'Their job title.',
  },
  teams: {
    label: 'Teams',
    missing: 'Choose teams from the list',
    heads: `
      Team, Team name, Department, Departments, Group, Groups, Unit, Section, Organization department,
      Organizational unit, Abteilung, Gruppe, Bereich, Service, Département, Équipe, Groupe, Departamento,
      Equipo, Grupo, Reparto, Dipartimento, Squadra, Gruppo, Equipe, Setor, Afdeling, Groep, Dział,
      Zespół, Oddělení, Tým, Bölüm, Departman, Birim, Birimi, Ekip, Avdeling, Avdelning, Отдел, 部署, 部門, チーム`,
    description: 'The teams they are in, by name.',
  },
  location: {
    label: 'Location',
    hint: 'An office, a town or a room',
    heads: `
      Office, Office location, Work location, Place, Room, Site, Town, City, Building, Ort, Standort,
      Büro, Raum, Stadt, Lieu, Ville, Bureau, Ubicación, Ciudad, Oficina, Sede, Città, Ufficio, Luogo,
      Localidade, Cidade, Escritório, Locatie, Plaats, Vestiging, Kantoor, Lokalizacja, Miasto, Biuro,
      Místo, Město, Kancelář, Konum, Şehir, Ofis, 場所, 勤務地`,
    description: 'Their place of work.',
  },
  about: {
    label: 'About',
    heads: `
      Bio, Biography, About me, Über mich, À propos, Acerca de, Sobre mí, Sobre mim, Over mij, O mnie, O
      mně, Hakkında, 自己紹介`,
    description: 'A few sentences; may hold line breaks.',
  },
  links: {
    label: 'Links',
    heads: `
      Link, Web page, Website, Homepage, URL, Webseite, Site web, Sitio web, Sito web, Strona internetowa,
      Webová stránka, Web sitesi, ウェブサイト`,
    description: 'Web pages of theirs, in their own order.',
  },
  sortName: {
    label: 'Sort under',
    hint: 'Like Berg, Jan van der',
    spellCheck: false,
    heads: 'Sort name, Sort as, File as, Sortable name, Sortiername, Speichern unter',
    description: 'The name as sorted lists have it.',
  },
  staffNumber: {
    label: 'Staff number',
    spellCheck: false,
    heads: `
      Staff id, Staff no, Employee number, Employee id, Employee no, Personnel number, Payroll number,
      Personalnummer, Mitarbeiternummer, Matricule, Numéro d’employé, Número de empleado, Matricola,
      Matrícula, Personeelsnummer, Numer pracownika, Osobní číslo, Sicil no, 社員番号`,
    description: 'Their number in the organisation. Nobody else has it.',
  },
  status: {
    label: 'Status',
    missing: 'Choose a status',
    heads: `
      State, Active, Enabled, Account status, Employment status, Membership status, Aktiv, Statut, Actif,
      Estado, Activo, Stato, Attivo, Situação, Ativo, Actief, Aktywny, Stav, Aktivní, Durum, Durumu, Aktif,
      在籍状況, 状態`,
    description: 'Whether they are part of the organisation.',
  },
  listed: {
    label: 'Listed in the public view',
    called: 'Listed',
    missing: 'Choose whether the person is listed',
    head: 'Listed',
    heads: 'Public, Öffentlich, Público, Pubblico, Openbaar, Publiczny, Veřejný',
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
