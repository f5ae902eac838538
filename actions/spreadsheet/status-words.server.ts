import { fold } from './fold.server.ts'

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((word) => fold(word) || word.trim()))
}

/** What stands for yes and no in a cell, in the languages of our files. */
export const yesWords =
  words(`yes, y, true, 1, on, x, checked, ja, j, oui, o, si, s, sim, tak, t, ano, evet, e, да, так, ναι, はい, 是, 예, 네, 有, igen, da,
  kyllä, wahr, vrai, verdadero, vero, verdadeiro, waar, prawda, pravda, sant, sann, tosi, igaz, ✓, ✔, ☑, ✅, ○, ◯, •`)
export const noWords =
  words(`no, n, false, 0, off, unchecked, nein, nee, non, não, nie, ne, nej, nei, ei, hayır, h, nem, nu, нет, ні, όχι, いいえ, 否, 아니오, 아니요, 無, falsch,
  faux, falso, onwaar, fałsz, nepravda, falskt, usann, epätosi, hamis, ✗, ✘, ☐, ❌, ×`)

/** What stands for somebody who is part of the organisation. */
export const activeWords =
  words(`active, a, act, activated, in progress, ongoing, enabled, current, employed, employee, employment, working, present, live, member, admin, owner, guest, multi-channel guest,
  single-channel guest, Primary owner, Workspace owner, Workspace admin, hired, engaged, confirmed, regular, permanent, full time, part time,
  full-time, part-time, fulltime, parttime, probation, probationary, on leave, leave, parental leave, maternity leave, leave of absence, paid
  leave, unpaid leave, sabbatical, furloughed, onboarding, provisioned, registered, good standing, honorary, honorary member, life member, normal, ok,
  aktiv, aktive, aktiver, beschäftigt, angestellt, mitglied, ehrenmitglied, passiv, passives mitglied, fördermitglied, probezeit, einarbeitung,
  elternzeit, mutterschutz, beurlaubt, im dienst, angemeldet, freigeschaltet, im einsatz,
  actif, active, en poste, en activité, adhérent, adhérente, membre, présent, présente, en congé, salarié, salariée, à jour, en cours,
  activo, activa, alta, de alta, en activo, vigente, excedencia, en plantilla, contratado, contratada, al corriente, socio,
  attivo, attiva, in forza, in servizio, in organico, assunto, assunta, iscritto, iscritta, socio ordinario, in regola,
  ativo, ativa, trabalhando, férias, afastado, afastada, em exercício, em atividade, admitido, admitida, efetivo, no ativo, ao serviço,
  actief, actieve, in dienst, lid, erelid, ingeschreven, werkzaam,
  aktywny, aktywna, czynny, czynna, zatrudniony, zatrudniona, pracuje, w pracy, członek,
  aktivní, aktívny, zaměstnán, zaměstnána, zaměstnaný, trvá, člen, platný, v pracovním poměru, zamestnaný,
  aktif, çalışıyor, çalışan, üye, görevde, devam ediyor,
  有効, 在籍, 在籍中, 在職, 在職中, 現職, 休職, 休職中, 育休, 会員, 재직, 재직중, 재직 중, 휴직, 정상, 在职, 正常, 试用期, 在職中, 在岗, 启用,
  anställd, medlem, tjänstledig, ansat, ansatt, ansatte, voimassa, jäsen, aktiivinen, työsuhteessa, aktív, tag, activ, activă, angajat, angajată,
  работает, активен, активна, активный, действующий, працює, активний, ενεργός, ενεργή`)

/** What stands for somebody who has left, or may not come in. */
export const inactiveWords =
  words(`inactive, i, disabled, deactivated, suspended, blocked, terminated, left, leaver, former, resigned, retired,
  archived, deleted, removed, ended, expired, closed, lapsed, deceased, dead, died, departed, separated, d, laid off, redundant, dismissed,
  fired, quit, no longer employed, not employed, not active, non-active, nonactive, unemployed, banned, locked, locked out, locked_out, dropped, drop,
  deprovisioned, tobedeleted, to be deleted, completed, cancelled, canceled, withdrawn, transferred out, graduated, alumni, alumnus, ex, ex-member, past, revoked,
  inaktiv, ausgetreten, ausgeschieden, gesperrt, gekündigt, verstorben, pensioniert, rentner, ruhestand, im ruhestand, ehemalig, ehemaliges mitglied, ehemaliger, ehemalige,
  entlassen, gelöscht, archiviert, deaktiviert, abgemeldet, nicht aktiv, aufgehoben,
  inactif, inactive, parti, partie, sorti, sortie, ancien membre, ancien adhérent, ancien, ancienne, démissionnaire, démission, retraité, retraitée,
  licencié, licenciée, radié, radiée, décédé, décédée, archivé, suspendu, bloqué, non actif, fin de contrat,
  inactivo, inactiva, baja, de baja, despedido, despedida, jubilado, jubilada, cesado, cesada, dado de baja, suspendido, bloqueado, fallecido, fallecida, no activo, extrabajador,
  inattivo, inattiva, cessato, cessata, licenziato, licenziata, dimesso, dimissionario, dimissionaria, non attivo, non attiva, pensionato, sospeso, deceduto, ex socio, decaduto,
  inativo, inativa, demitido, demitida, desligado, desligada, rescindido, rescindida, aposentado, aposentada, suspenso, falecido, falecida, exonerado, não ativo,
  inactief, uit dienst, vertrokken, opgezegd, oud-lid, overleden, geblokkeerd, gepensioneerd, ontslagen, uitgeschreven, niet actief,
  nieaktywny, nieaktywna, zwolniony, zwolniona, odszedł, odeszła, archiwalny, były, była, wypisany, wypisana, zmarły, emeryt, zablokowany, nie pracuje,
  neaktivní, neaktívny, ukončen, ukončena, ukončený, odešel, odešla, bývalý, bývalá, zemřel, zablokovaný, vyřazen,
  pasif, ayrıldı, ayrılmış, işten ayrıldı, istifa, istifa etti, emekli, çıkış, çıkarıldı, vefat, engelli hesap, eski üye,
  無効, 退職, 退職済, 退職済み, 退職者, 退会, 退会済, 退会済み, 退社, 離職, 停止, 퇴직, 퇴사, 탈퇴, 离职, 已离职, 離職中, 停用, 禁用, 已停用, 退休,
  slutat, avslutad, utträdd, uppsagd, avliden, fratrådt, udmeldt, opsagt, afgået, sluttet, utmeldt, oppsagt, avsluttet, päättynyt, eronnut, entinen, lopettanut, passiivinen, eläkkeellä,
  kilépett, inaktív, volt tag, plecat, plecată, inactiv, inactivă, demisionat, pensionat, eliminat,
  уволен, уволена, не работает, неактивен, заблокирован, архив, звільнений, звільнена, неактивний, αποχώρησε, ανενεργός, συνταξιούχος`)
