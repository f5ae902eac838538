import { FieldRefused } from '#db/errors.ts'
import { forbidden } from '../fields.schema.ts'
import type { ImportOptions } from '../imports.schema.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { recognise } from './read-table.server.ts'

const longestName = 200

/** An uploaded file, and how it is probably to be read. @throws FieldRefused for one that is no table */
export async function readUpload({ file }: { file: File }) {
  const content = Buffer.from(await file.arrayBuffer())
  return { fileName: nameOf(file), content, options: await recogniseOrRefuse(content) }
}

async function recogniseOrRefuse(content: Buffer): Promise<ImportOptions> {
  try {
    return await recognise(content)
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FieldRefused('file', error.message)
    throw error
  }
}

/** What a file is called, without what PostgreSQL or a page could not show. */
function nameOf({ name }: File): string {
  return [...name.replaceAll(new RegExp(forbidden, 'gu'), '')].slice(0, longestName).join('') || 'file.csv'
}
