import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { callerOf } from '../http/caller.ts'
import { entityTag } from '../http/entity-tag.ts'
import { namesTag, notModified, orProblem, send } from '../http/http.ts'
import { countRequest } from '../http/rate-limit.ts'
import { type FileFormat, readListRequest } from './list-request.ts'
import { loadAll, loadPage } from './load-list.ts'

/** Makes the GET of an address of the list. @param file - the format of an address that has only one */
export function listUsers(file?: FileFormat) {
  return (request: Request): Promise<Response> => orProblem(request, answer(request, file))
}

async function answer(request: Request, file: FileFormat | undefined): Promise<Response> {
  const caller = await callerOf(request)
  await countRequest(caller.key)
  const question = readListRequest(request, caller.level, file)

  const tagAt = (revision: number) => entityTag(caller.level, revision, question.key)
  if (namesTag(request)) {
    const settings = await readSettings(database())
    const unchanged = await notModified(request, caller, { settings, etag: tagAt(settings.revision) })
    if (unchanged) return unchanged
  }

  const found = await (question.format === 'json' ? loadPage(question) : loadAll(question))
  return send(request, caller, { ...found, etag: tagAt(found.settings.revision) })
}
