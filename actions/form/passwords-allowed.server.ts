import { parseConfig } from '#db/config.ts'
import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { Refused } from './errors.server.ts'

/** Not where the settings say "Only single sign-on" and a provider is set up. */
export async function arePasswordsAllowed(): Promise<boolean> {
  return !parseConfig(process.env).provider || !(await readSettings(database())).ssoOnly
}

/** Links that sign in, where an admin allows them. They are off with passwords. */
export async function areMailedLinksAllowed(): Promise<boolean> {
  return (await readSettings(database())).mailedLinks && (await arePasswordsAllowed())
}

/** @throws Refused */
export async function requireMailedLinks(): Promise<void> {
  if (!(await areMailedLinksAllowed()))
    throw new Refused('Links by email do not sign in here. Sign in in another way.')
}

/** @throws Refused */
export async function requirePasswords(): Promise<void> {
  if (!(await arePasswordsAllowed()))
    throw new Refused('Passwords are not used here. Sign in with single sign-on.')
}
