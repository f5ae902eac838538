import { fold } from '../../spreadsheet/fold.server.ts'

// Words of heads in the languages of our files, folded. "Mobile (work)" is "Mobile" with a word that changes nothing.

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/[\s,]+/).map(fold))
}

/** Whom a list is about: "Student first name" is "First name". */
export const personWords = words(`
  person people legal employee employees worker member members membership staff user users student pupil teacher volunteer attendee
  participant contact colleague consultant associate resource player customer client individual
  mitarbeiter mitarbeiterin mitarbeitende mitglied mitglieder schüler schülerin lehrer lehrkraft ansprechpartner kontakt
  salarié collaborateur adhérent membre employé agent enseignant élève empleado empleada trabajador socio alumno profesor
  dipendente docente collaboratore alunno colaborador funcionário aluno professor professora medewerker lid leerling leraar
  pracownik pracownika osoba nauczyciel uczeń zaměstnanec zaměstnance učitel člen žák zamestnanec personel çalışan üye
  öğretmen öğrenci anställd medarbetare medlem ansatt ansat medarbejder henkilö jäsen dolgozó angajat сотрудник сотрудника
  працівник`)

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
  primary main official current default daytime day direct internal preferred intern haupt principal principale school student
  školní szkolny`)

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
    /^(?:社用|会社|勤務先|業務用|職場|社員|従業員|会員|教職員|職員|公司|工作|员工|員工|회사|직원|사원)|(?:（.*）|\(.*\))$/u,
  private: /自宅|個人|私用|家庭|个人|住宅|개인|자택|緊急|紧急|긴급|保護者|上司|配偶|上级|家族/u,
} as const

/** Remarks are nothing for everybody to read, whatever they hold. */
export const remarkWords = words(`
  note notes comment comments remark remarks memo observation observations bemerkung bemerkungen notiz notizen
  kommentar anmerkung anmerkungen remarque remarques commentaire commentaires observaciones notas nota comentarios osservazioni
  commenti observações comentários opmerking opmerkingen uwagi notatki poznámka poznámky not notlar açıklama anteckning
  anteckningar merknad bemærkninger huomautus megjegyzés observații примечание комментарий примітка 備考 メモ 비고 备注 備註`)

/** The words of a head, folded, without digits: "givenName", "Given name" and "given_name" have the same two. */
export function wordsIn(head: string): string[] {
  return head
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(fold)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
}
