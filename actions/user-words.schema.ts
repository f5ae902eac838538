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
      Display name, Person, Name, Names, Real name, Contact name, Contact person, Common name, cn, Legal name,
      Vollständiger Name, Anzeigename, Vor- und Nachname, Vor- und Zuname, Ansprechpartner, Nom, Nom complet, Nom et
      prénom, Nombre, Nombre completo, Nombre y apellidos, Apellidos y nombre, Nome, Nome completo, Nominativo,
      Naam, Volledige naam, Weergavenaam, Voor- en achternaam, Contactpersoon, Imię i nazwisko, Jméno a příjmení,
      Celé jméno, Meno a priezvisko, Ad soyad, Adı ve soyadı, İsim soyisim, Navn, Fulde navn, Fullt navn, Namn, För-
      och efternamn, Nimi, Koko nimi, Név, Teljes név, Nume și prenume, Nume complet, ФИО, Полное имя, Фамилия Имя
      Отчество, ПІБ, Ονοματεπώνυμο, 氏名, 名前, お名前, 姓名, 表示名, 担当者名, 漢字氏名, 이름, 성명, 성함, 名字, 中文姓名`,
    description: 'The full name, in any script.',
  },
  knownAs: {
    label: 'Known as',
    hint: 'The name used day to day',
    spellCheck: false,
    heads: `
      Nickname, Preferred name, Preferred first name, Chosen name, Chosen first name, Short name, Called, Goes by,
      Informal name, Nick, Alias, Spitzname, Rufname, Surnom, Prénom d’usage, Prénom usuel, Pseudo, Apodo, Nombre
      preferido, Sobrenombre, Soprannome, Nome social, Alcunha, Roepnaam, Pseudonim, Przezwisko, Přezdívka,
      Prezývka, Takma ad, Lakap, Smeknamn, Kallenavn, Kaldenavn, Kutsumanimi, Becenév, ニックネーム, 通称, 呼び名, 별명, 英文名`,
    description: 'The name used day to day.',
  },
  pronouns: {
    label: 'Pronouns',
    hint: 'Like she/her or they/them',
    spellCheck: false,
    heads: `
      Pronoun, Preferred pronouns, Personal pronouns, Gender pronouns, Pronomen, Pronoms, Pronombres, Pronomi,
      Pronomes, Voornaamwoorden, Zaimki, Zájmena, Zamirler, Местоимения, 代名詞`,
    description: 'Their pronouns.',
  },
  email: {
    label: 'Email',
    spellCheck: false,
    heads: `
      Email address, Emails, Mail, Mail address, User principal name, UPN, Login email, Mailbox, Electronic mail, Primary SMTP address, SMTP address,
      E-Mail-Adresse, Emailadresse, Mailadresse, Dienstmail, Adresse e-mail, Adresse mail, Adresse électronique,
      Mél, Courriel, Messagerie, Correo, Correo electrónico, Dirección de correo, Dirección de correo electrónico,
      Indirizzo email, Indirizzo di posta elettronica, Indirizzo e-mail, Posta, Posta elettronica, PEC, Correio,
      Correio eletrônico, Correio electrónico, Endereço de email, Endereço de correio eletrónico, E-mailadres,
      Mailadres, Adres e-mail, Poczta, Poczta elektroniczna, E-mailová adresa, Emailová adresa, Elektronická pošta,
      E-posta, E-posta adresi, E-post, E-postadress, E-postadresse, Mailadress, Epost, Sähköposti, Sähköpostiosoite,
      E-mail cím, Adresă de email, Эл. почта, Почта, Электронная почта, Ел. пошта, Електронна пошта, Ηλεκτρονικό
      ταχυδρομείο, メール, メールアドレス, Eメール, 電子メール, 이메일, 이메일 주소, 메일, 邮箱, 电子邮箱, 电子邮件, 邮件地址, 電子郵件, 電郵`,
    description: 'The email address.',
  },
  phone: {
    label: 'Phone',
    hint: 'With the country code, like +44 20 7946 0018',
    heads: `
      Telephone, Telephone number, Phone number, Phone no, Phones, Work number, Main number, Tel, Tel no, Tel number, Ph, Contact number,
      Contact no, Contact phone, Office number, Landline, Desk phone, Direct line, Direct dial, Direct number, DDI,
      DID, Switchboard, Telefon, Telefonnummer, Telefonnr, Telefon-Nr, Tel.-Nr, Rufnummer, Festnetz, Festnetznummer,
      Diensttelefon, Bürotelefon, Fon, Téléphone, Numéro de téléphone, N° de téléphone, N° tél, Tél, Téléphone fixe,
      Tél. fixe, Tél. direct, Fixe, Ligne directe, Teléfono, Teléfonos, Teléfono fijo, Número de teléfono, Tfno,
      Tlf, Tlfno, Telefono, Telefono fisso, Numero di telefono, N. telefono, Recapito telefonico, Ufficio, Telefone,
      Telefones, Telefone fixo, Telef, Fone, Número de telefone, Telefoon, Telefoonnummer, Vast nummer, Vaste
      telefoon, Doorkiesnummer, Numer telefonu, Nr telefonu, Tel. stacjonarny, Telefon stacjonarny, Telefonní číslo,
      Tel. číslo, Telefónne číslo, Pevná linka, Telefon numarası, Telefon no, Tel. g., Tlfnr, Tlf.nr, Puhelin,
      Puhelinnumero, Työpuhelin, Telefonszám, Număr de telefon, Nr. telefon, Telefon fix, Телефон, Тел, Номер
      телефона, Номер телефону, Τηλέφωνο, 電話, 電話番号, 固定電話, 전화, 전화번호, 사내전화, 유선전화, 电话, 电话号码, 座机, 联系电话, 電話號碼, 聯絡電話`,
    description: 'The phone number as it was typed.',
  },
  mobile: {
    label: 'Mobile',
    hint: 'With the country code, like +44 7700 900123',
    heads: `
      Mobile phone, Mobile number, Mobile no, Mob, Mobile telephone, Cell, Cell phone, Cellphone, Cell number,
      Cellular, Handy, Handynummer, Handy-Nr, Mobiltelefon, Mobilnummer, Mobil-Nr, Mobilfunk, Mobilfunknummer, Tel.
      mobil, Telefon mobil, Diensthandy, Natel, Portable, Téléphone portable, Téléphone mobile, Tél. portable, Tél.
      mobile, N° portable, GSM, Móvil, Teléfono móvil, Tel. móvil, Tlf. móvil, Celular, Teléfono celular, Tel.
      celular, Cel, Cellulare, Telefono cellulare, Tel. cellulare, Telemóvel, Telem, Tlm, Telefone celular,
      WhatsApp, Mobiel, Mobiele telefoon, Mobiel nummer, Mobiele nummer, 06-nummer, Komórka, Telefon komórkowy, Tel.
      komórkowy, Tel. kom, Numer komórkowy, Mobil, Mobilní telefon, Mobilný telefón, Cep, Cep telefonu, Cep tel, Cep
      no, Mobilnr, Mobiltelefonnummer, Matkapuhelin, Kännykkä, Mobilszám, Mobiltelefonszám, Мобильный, Мобильный
      телефон, Моб. тел, Моб, Сотовый, Сотовый телефон, Мобільний, Мобільний телефон, Κινητό, Κινητό τηλέφωνο, 携帯,
      携帯電話, 携帯番号, 携帯電話番号, 휴대폰, 휴대폰 번호, 핸드폰, 휴대전화, 휴대전화번호, 手机, 手机号, 手机号码, 移动电话, 手機, 手機號碼, 行動電話`,
    description: 'The mobile number as it was typed.',
  },
  jobTitle: {
    label: 'Job title',
    heads: `
      Title, Job, Job role, Job function, Job name, Position, Position title, Role, Role title, Post, Post title,
      Function, Occupation, Profession, Designation, Rank, Organization title, Business title, Employee title,
      Funktion, Funktionen, Stelle, Stellenbezeichnung, Positionsbezeichnung, Berufsbezeichnung, Tätigkeit,
      Jobtitel, Amt, Ehrenamt, Rolle, Dienststellung, Amtsbezeichnung, Zuständigkeit, Fonction, Poste, Poste occupé,
      Intitulé du poste, Intitulé de poste, Titre du poste, Emploi, Métier, Rôle, Cargo, Puesto, Puesto de trabajo,
      Función, Categoría profesional, Rol, Ruolo, Mansione, Qualifica, Incarico, Carica, Posizione, Posizione
      lavorativa, Profilo, Função, Cargo/Função, Categoria profissional, Ocupação, Papel, Functie, Functietitel,
      Functienaam, Functieomschrijving, Stanowisko, Stanowisko pracy, Stanowisko służbowe, Funkcja, Rola, Funkce,
      Pozice, Pracovní pozice, Pracovní zařazení, Pracovná pozícia, Funkcia, Ünvan, Unvanı, İş unvanı, Görev,
      Görevi, Pozisyon, Stilling, Stillingsbetegnelse, Stillingstittel, Tittel, Befattning, Uppdrag, Roll, Nimike,
      Tehtävä, Tehtävänimike, Tehtävänimi, Munkakör, Beosztás, Pozíció, Funcție, Funcția, Должность, Посада, Роль,
      Θέση, Θέση εργασίας, Ειδικότητα, 役職, 役職名, 職位, 職種, 職名, 肩書, 肩書き, 役割, 직급, 직책, 직위, 직무, 职位, 职务, 岗位, 职称, 職務, 職稱`,
    description: 'Their job title.',
  },
  teams: {
    label: 'Teams',
    missing: 'Choose teams from the list',
    heads: `
      Team, Team name, Department, Departments, Dept, Depts, Group, Groups, Group name, Groups/Teams, Unit, Business
      unit, Section, Committee, Committees, Workgroup, Working group, Faculty, Directorate, ou, Organization
      department, Organizational unit, Organisation unit, Supervisory organization, Abteilung, Abteilungen, Abt,
      Gruppe, Gruppen, Bereich, Fachbereich, Fachgruppe, Referat, Sparte, Sparten, Organisationseinheit,
      Arbeitsgruppe, Ausschuss, Kirchenkreis, Service, Services, Département, Équipe, Équipes, Groupe, Groupes,
      Pôle, Unité, Direction, Commission, Departamento, Departamentos, Dpto, Depto, Equipo, Equipos, Grupo, Grupos,
      Área, Sección, Reparto, Dipartimento, Squadra, Gruppo, Gruppi, Settore, Unità organizzativa, Area, Equipe,
      Equipa, Setor, Secção, Seção, Afdeling, Afdelingen, Afdelingsomschrijving, Groep, Groepen, Commissie,
      Werkgroep, Sectie, Dział, Zespół, Grupa, Grupy, Wydział, Komórka organizacyjna, Jednostka organizacyjna,
      Oddělení, Tým, Odbor, Oddíl, Útvar, Středisko, Skupina, Skupiny, Oddelenie, Bölüm, Departman, Birim, Birimi,
      Ekip, Müdürlük, Grup, Takım, Avdeling, Avdelning, Enhet, Enhed, Grupp, Hold, Osasto, Tiimi, Ryhmä, Yksikkö,
      Osztály, Szervezeti egység, Részleg, Csoport, Csapat, Departament, Compartiment, Отдел, Подразделение,
      Департамент, Группа, Команда, Відділ, Підрозділ, Τμήμα, Ομάδα, 部署, 部署名, 部門, 部門名, 部課, 所属, 所属部署, 所属部門, 課, 班,
      グループ, チーム, 부서, 부서명, 소속, 소속부서, 팀, 部门, 科室, 所属部门, 團隊, 小组`,
    description: 'The teams they are in, by name.',
  },
  location: {
    label: 'Location',
    hint: 'An office, a town or a room',
    heads: `
      Office, Office location, Office name, Work location, Location name, Place, Room, Room number, Room no, Site,
      Worksite, Town, City, Town/City, Building, Bldg, Branch, Branch office, Campus, Physical delivery office name,
      Desk, Workplace, Ort, Standort, Büro, Raum, Raumnummer, Zimmer, Zimmernummer, Gebäude, Stadt, Wohnort,
      Dienstort, Dienststelle, Arbeitsort, Arbeitsplatz, Niederlassung, Filiale, Lieu, Lieu de travail, Ville,
      Localité, Bureau, Établissement, Agence, Site de travail, Bâtiment, Salle, Ubicación, Ciudad, Localidad,
      Población, Oficina, Centro de trabajo, Lugar de trabajo, Sucursal, Delegación, Despacho, Sede, Sede di lavoro,
      Città, Località, Ufficio, Luogo, Luogo di lavoro, Plesso, Stanza, Localidade, Local, Local de trabalho,
      Cidade, Escritório, Filial, Unidade, Estabelecimento, Sala, Locatie, Plaats, Woonplaats, Standplaats,
      Werkplek, Werklocatie, Kantoorlocatie, Vestiging, Kantoor, Kamer, Lokalizacja, Miasto, Miejscowość, Miejsce
      pracy, Biuro, Pokój, Oddział, Placówka, Místo, Místo výkonu práce, Město, Kancelář, Pracoviště, Pobočka,
      Místnost, Pracovisko, Kancelária, Konum, Lokasyon, Şehir, Ofis, Ofis yeri, Şube, İşyeri, Oda, Oda no,
      Arbetsplats, Kontor, Stad, Rum, Arbejdssted, Arbeidssted, Lokation, Placering, Toimipiste, Toimipaikka,
      Toimisto, Paikkakunta, Huone, Telephely, Iroda, Város, Punct de lucru, Birou, Oraș, Localitate, Город, Офис,
      Кабинет, Филиал, Место работы, Місто, Офіс, Кабінет, Υποκατάστημα, Γραφείο, Πόλη, 場所, 勤務地, 勤務先, 事業所, 拠点, オフィス,
      支社, 支店, 部屋, 근무지, 사무실, 지점, 办公地点, 工作地点, 办公室, 地点, 城市, 辦公室, 辦公地點`,
    description: 'Their place of work.',
  },
  about: {
    label: 'About',
    heads: `
      Bio, Biography, Profile text, About me, Über mich, À propos, Acerca de, Sobre mí, Sobre mim, Over mij, O mnie,
      O mně, Hakkında, 自己紹介`,
    description: 'A few sentences; may hold line breaks.',
  },
  links: {
    label: 'Links',
    heads: `
      Link, Web page, Webpage, Website, Web site, Web address, Homepage, Home page, URL, Profile URL, LinkedIn,
      LinkedIn URL, LinkedIn profile, Webseite, Internetseite, Internet, Site web, Site internet, Page web, Sitio
      web, Página web, Sito web, Sito internet, Pagina web, Site, Webpagina, Strona internetowa, Strona www, Webová
      stránka, Web sitesi, Web sayfası, Hemsida, Hjemmeside, Nettside, Nettsted, Kotisivu, Honlap, Pagină web, Сайт,
      Вебсайт, Ιστοσελίδα, ウェブサイト, ホームページ, Webページ, 홈페이지, 网站, 個人網站, 主页`,
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
      Staff id, Staff no, Staff code, Employee number, Employee id, Employee no, Employee code, Employee identifier,
      Emp id, Empid, Emp number, Emp no, Empl id, Empl no, Personnel number, Personnel no, Payroll number, Payroll id, Payroll
      no, Worker id, Associate id, Person number, Pers no, Badge number, Badge id, Clock number, Member number,
      Member no, Membership number, Membership no, Teacher number, Personalnummer, Personal-Nr, Pers.-Nr, PersNr,
      Mitarbeiternummer, Mitarbeiter-Nr, Mitarbeiter-ID, Mitgliedsnummer, Mitgliedsnr, Mitglieds-Nr, Mitgl.-Nr,
      Mitgliedernummer, Stammnummer, Matricule, Numéro matricule, N° matricule, Numéro d’employé, Numéro de salarié,
      Code salarié, Identifiant salarié, N° salarié, Numéro d’adhérent, N° adhérent, Numéro adhérent, N° agent,
      Numéro d’agent, Número de empleado, N.º empleado, Nº empleado, No. empleado, Núm. empleado, Código empleado,
      Código de empleado, Código trabajador, Número de socio, Nº socio, Nº de socio, Legajo, Matricola, N.
      matricola, Numero matricola, Codice dipendente, Cod. dipendente, N. tessera, Numero tessera, Matrícula,
      Cadastro, Nº funcionário, Número do funcionário, Código do funcionário, Nº de sócio, Nº sócio, Número de
      sócio, Nº mecanográfico, Personeelsnummer, Personeelsnr, Medewerkernummer, Medewerker-ID, Medewerkersnummer,
      Lidnummer, Lidnr, Stamnummer, Numer pracownika, Nr pracownika, Numer ewidencyjny, Nr ewid, Nr ewidencyjny, Kod
      pracownika, Numer członkowski, Osobní číslo, Os. číslo, Číslo zaměstnance, Členské číslo, Osobné číslo, Sicil
      no, Sicil numarası, Personel no, Personel kodu, Üye no, Üye numarası, Anst.nr, Anställningsnummer,
      Anställningsnr, Medlemsnummer, Medlemsnr, Medarbejdernummer, Medarbejdernr, Ansattnummer, Ansattnr,
      Henkilönumero, Henkilöstönumero, Jäsennumero, Törzsszám, Marca, Табельный номер, Таб. номер, Таб. №, Табельный
      №, Табельний номер, Κωδικός εργαζομένου, 社員番号, 従業員番号, 職員番号, 社員コード, 社員ID, 社員No, 従業員コード, 従業員ID, 会員番号, 사번, 사원번호,
      직원번호, 工号, 员工编号, 员工号, 員工編號, 職號`,
    description: 'Their number in the organisation. Nobody else has it.',
  },
  status: {
    label: 'Status',
    missing: 'Choose a status',
    heads: `
      State, Active, Is active, Enabled, Is enabled, Account enabled, Account status, Employment status, Employee
      status, Membership status, Active/Inactive, Aktiv, Aktiv/Inaktiv, Statut, Actif, Actif/Parti, Actif/Inactif,
      État, Estado, Situación, Situación laboral, Estatus, Activo, Activo/Inactivo, Stato, Situazione, Stato
      rapporto, Attivo, Situação, Situação funcional, Ativo, Ativo/Inativo, Actief, Actief/Inactief, In dienst,
      Aktywny, Czy aktywny, Stan, Stan zatrudnienia, Stav, Stav zaměstnání, Aktivní, Aktívny, Durum, Durumu, Çalışma
      durumu, Üyelik durumu, Aktif, Aktif/Pasif, Anställningsstatus, Tila, Työsuhteen tila, Aktiivinen, Státusz,
      Állapot, Aktív, Stare, Activ, Статус, Состояние, Активен, Стан, Активний, Κατάσταση, Ενεργός, 在籍状況, 在職状況,
      在籍区分, 在職区分, 状態, ステータス, 재직상태, 재직여부, 상태, 在职状态, 状态, 员工状态, 在職狀態, 狀態`,
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
