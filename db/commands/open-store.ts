import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Config } from '../config.ts'
import { openEmbedded } from '../store/open.ts'

/** `lost` resolves when the database ends before the command. */
export type Store = { url: string; lost?: Promise<unknown>; close(): Promise<void> }

/** Of DATABASE_URL, or the embedded one, also while Rollcall runs. */
export async function openStore({ databaseUrl, dataDir, demo }: Config): Promise<Store> {
  if (databaseUrl) return { url: databaseUrl, close: async () => {} }
  return openEmbedded(directoryOf({ dataDir, demo }))
}

/** Makes no new one. @throws CannotStart */
export async function openExistingStore(config: Config): Promise<Store> {
  const directory = directoryOf(config)
  if (!config.databaseUrl && !existsSync(join(directory, 'postgres')))
    throw new CannotStart(
      `There is no directory of people in ${directory}. Set ROLLCALL_DATA_DIR or DATABASE_URL to where it is.`,
    )
  return openStore(config)
}

/** That of a demo is separate from the one that somebody may use for real later. */
function directoryOf({ dataDir, demo }: Pick<Config, 'dataDir' | 'demo'>): string {
  return demo ? join(dataDir, 'demo') : dataDir
}

/** Like Next: variables that are already set win. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
