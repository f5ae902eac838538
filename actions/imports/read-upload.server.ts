import { database } from '#db/database.ts'
import { FieldRefused } from '#db/errors.ts'
import { forbidden } from '../fields.schema.ts'
import type { ImportOptions } from '../imports.schema.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { recognise } from './read-table.server.ts'
import { withRemembered } from './remembered-columns.server.ts'

const longestName = 200

type Upload = { file?: File | undefined; pasted: string }

/** An uploaded file or pasted rows, and how they are probably to be read. @throws FieldRefused for what is no table */
export async function readUpload({ file, pasted }: Upload) {
  if (file && pasted.trim() === '') {
    const content = Buffer.from(await file.arrayBuffer())
    return { fileName: nameOf(file), content, options: await recogniseOrRefuse(content, 'file') }
  }
  const content = Buffer.from(pasted)
  return { fileName: 'pasted.txt', content, options: await recogniseOrRefuse(content, 'pasted') }
}

async function recogniseOrRefuse(content: Buffer, field: string): Promise<ImportOptions> {
  try {
    return await withRemembered(database(), content, await recognise(content))
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FieldRefused(field, error.message)
    throw error
  }
}

/** What a file is called, without what PostgreSQL or a page could not show. */
function nameOf({ name }: File): string {
  return [...name.replaceAll(new RegExp(forbidden, 'gu'), '')].slice(0, longestName).join('') || 'file.csv'
}
