import * as setup from '#db/accounts/setup.ts'
import { database } from '#db/database.ts'
import { log } from '#db/log.ts'

/** Without accounts, prints how to create the first one. An unavailable database must not stop the start. */
export async function printSetupCode(): Promise<void> {
  await setup.printSetupCode(database()).catch((error) => log.warn({ err: error }, 'set-up code not printed'))
}
