import { fold } from '../../spreadsheet/fold.server.ts'

// Words of heads in the languages of our files, folded. "Mobile (work)" is "Mobile" with a word that changes nothing.

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/[\s,]+/).map(fold))
}

/** Whom a list is about, if it is about anybody: "Employee first name" is "First name". */
export const personWords = words(`
  person people legal employee employees worker member members membership staff user users contact colleague associate resource
  individual mitarbeiter mitarbeiterin mitarbeitende mitglied mitglieder kontakt
  salarié collaborateur adhérent membre employé empleado empleada trabajador socio
  dipendente collaboratore colaborador funcionário medewerker lid pracownik pracownika osoba zaměstnanec zaměstnance člen
  zamestnanec personel çalışan üye anställd medarbetare medlem ansatt ansat medarbejder henkilö jäsen dolgozó angajat сотрудник
  сотрудника працівник`)

/** The same where a list may be about others besides: "Teacher email" is that of the student's teacher, or of everybody. */
export const roleWords = words(`
  student pupil teacher volunteer attendee participant player coach trainer mentor consultant actor musician tutor instructor
  schüler schülerin lehrer lehrerin lehrkraft ansprechpartner trainerin elternteil
  élève enseignant professeur alumno alumna profesor profesora alunno alunna docente professore aluno aluna professor professora
  leerling leraar uczeń nauczyciel učitel žák öğretmen öğretmenin öğrenci elev lærer opettaja oppilas tanár diák`)

/** Whom to call when something happens, and how they are related. */
export const emergencyWords = words(`
  emergency ice kin relationship relation notfall notfallkontakt verhältnis verwandtschaft urgence prévenir parenté emergencia
  parentesco emergenza emergência noodgeval noodcontact nagły wypadku acil yakınlık nöd nødsituasjon hätä 緊急 緊急連絡先 続柄 긴급 관계 紧急 关系`)

/** Who belongs to somebody, and may stand in the same row. */
export const secondPersonWords = words(`
  spouse partner husband wife conjoint conjointe cónyuge coniuge cônjuge ehepartner ehefrau ehemann elternteil`)

/** What says that a value is that of the work, and comes before another: "Phone (office)" is "Phone". */
export const workWords = words(`
  work works business office company corporate organization organisation org firm job professional
  dienstlich dienstliche dienstl geschäftlich gesch beruflich büro firma arbeit betrieb
  bureau professionnel professionnelle pro travail entreprise société
  trabajo empresa oficina laboral profesional corporativo corporativa
  ufficio uff lavoro aziendale professionale istituzionale trabalho comercial profissional escritório institucional
  werk zakelijk zakelijke kantoor praca pracy służbowy służbowa służbowe firmowy praco práce pracovní pracovný firemní kancelář
  iş ofis şirket kurumsal arbete arbejde arbeid jobb työ munkahelyi serviciu рабочий раб служебный робочий служб εργασίας`)

/** What says that a value is the usual one. */
export const usualWords = words(`
  primary main official current default daytime day direct internal preferred intern haupt principal principale školní szkolny`)

/** What changes nothing about any head. */
export const fillers = words(`
  the of a an your is what which please enter and or no number nr num numero número numéro nummer numer value
  wert valeur valor valore waarde wartość hodnota värde værdi verdi значение
  de del du des la le el da do dos das di della van het der die in im en et y e d l required optional`)

/** "Team name" is "Team". Only where a field is no name itself. */
export const nameFillers = words(
  'name names description descr desc text title bezeichnung beschreibung nom libellé nombre nome naam nazwa název',
)

/** What is somebody's own, or at home, and nothing for a directory: "Phone (home)". */
export const privateWords = words(`
  home personal private privat private privatnummer privé privée personnel personnelle domicile particular personale privato
  casa domicilio abitazione ab pessoal residencial residência thuis privénummer domowy prywatny prywatna prywatne domů domácí
  soukromý osobní ev kişisel özel hem privata hjem privatt koti otthoni acasă личный домашний дом дом. домашній особистий
  οικίας 自宅 個人 私用 집 자택 개인 家庭 住宅 个人 個人`)

/** Other people, and other things, to which a value belongs: "Parent email", "Date of birth", "Order status". */
export const otherWords = words(`
  manager managers supervisor boss reports report leader approver owner creator created modified updated creation update
  parent parents mother father guardian guardians kin spouse partner husband wife child children sibling relative
  emergency ice assistant secretary referrer payer payee buyer billing invoice shipping delivery recovery backup previous
  former old past birth maiden fax telefax pager type label date birthday expiry login logon password opt consent
  subscription subscribed marketing payment order orders marital mfa visa license licence verified verification invite invitation
  background training vaccination tax insurance bank account gender sex hash token count
  mum mom mummy dad daddy mama mamma papa son daughter brother sister grandma grandpa granny aunt uncle neighbour neighbor landlord
  doctor gp physician dentist sponsor sponsored godparent pate patin paten invited inviter referred referral referee reference
  buddy tenant agent agency deputy vertretung stellvertreter client customer lost confidential secret deleted flat unused
  mutti vati oma opa tante onkel nachbar nachbarin arzt hausarzt vermieter ehefrau ehemann sohn tochter bruder schwester praxis
  maman fils fille frère sœur voisin médecin propriétaire épouse époux madre mamma papà moglie marito figlio figlia medico
  esposa esposo hijo hija médico vecino filho filha vizinho vrouw man zoon dochter buurman huisarts żona mąż syn córka lekarz
  vorgesetzter vorgesetzte führungskraft leiter eltern mutter vater erziehungsberechtigte notfall notfallkontakt ehepartner
  assistenz rechnung geburt geburts alt früher typ mandat
  responsable supérieur père mère parent urgence conjoint facturation payeur naissance ancien étiquette
  supervisor jefe padre madre tutor emergencia cónyuge facturación nacimiento etiqueta tipo
  responsabile genitore padre emergenza coniuge fatturazione nascita etichetta
  gestor chefe pai mãe responsável emergência cônjuge nascimento
  leidinggevende ouder moeder vader noodgeval partner geboorte
  przełożony rodzic matka ojciec nagły urodzenia nadřízený rodič nouzový narození yönetici veli anne baba acil doğum
  chef förälder nödkontakt födelse forelder leder руководитель родитель 上司 保護者 緊急 生年月日 상사 보호자 긴급 紧急 緊急`)

/** What stands in heads of a status of people. */
export const statusWords = words(`
  status statut employment hr empl emp position contract lifecycle account engagement
  beschäftigung mitgliedsstatus mitgliederstatus mitarbeiterstatus beschäftigungsstatus personalstatus anställningsstatus
  medlemsstatus ansettelsesstatus adhésion lidmaatschapsstatus`)

/** What may stand before or behind a head that is written without spaces. */
export const joinedWords = {
  harmless:
    /^(?:社用|会社|勤務先|業務用|職場|社員|従業員|会員|教職員|職員|公司|工作|员工|員工|회사|직원|사원)/u,
  private: /自宅|個人|私用|家庭|个人|住宅|개인|자택|緊急|紧急|긴급|保護者|上司|配偶|上级|家族/u,
} as const

/** How a name is read or written in other letters, which is not the name. */
export const readings =
  /ローマ字|カナ|かな|ヨミ|よみ|フリガナ|ふりがな|romaji|kana\b|phonetic|furigana|pinyin|拼音|yomi/iu

/** What may stand in brackets without a word about whose the value is. */
export const bracketWords = words(`
  s es n r e x a as o os required optional mandatory read only readonly pflichtfeld obligatoire obligatorio incl including with area
  country code international format eg ex example full first last middle suffix prefix mi initial original english kanji yes no true
  false max min digits chars characters letters dd mm yyyy yy tt jj jjjj aaaa active inactive if any known applicable mobile mobil mobiel móvil celular
  portable cell handy landline festnetz fixed fixe fijo fisso vast preferred new current 漢字 半角 全角`)

/** Remarks, which are not for everybody to read. */
export const remarkWords = words(`
  note notes comment comments remark remarks memo observation observations bemerkung bemerkungen notiz notizen
  kommentar anmerkung anmerkungen remarque remarques commentaire commentaires observaciones notas nota comentarios osservazioni
  commenti observações comentários opmerking opmerkingen uwagi notatki poznámka poznámky not notlar açıklama anteckning
  anteckningar merknad bemærkninger huomautus megjegyzés observații примечание комментарий примітка 備考 メモ 비고 备注 備註`)

/** The words of a head, folded, without digits: "givenName", "Given name" and "given_name" have the same two. */
export function wordsIn(head: string): string[] {
  return (
    head
      .normalize('NFKC')
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      // "Name1" is "Name 1".
      .map((word) => fold(word).replace(/\d+$/, ''))
      .filter((word) => word !== '')
  )
}
