import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { callerOf } from '../http/caller.ts'
import { entityTag } from '../http/entity-tag.ts'
import { methodNotAllowed, namesTag, notModified, options, orProblem, send } from '../http/http.ts'
import { countRequest } from '../http/rate-limit.ts'
import { readListRequest } from './list-request.ts'
import { loadAll, loadPage } from './load-list.ts'

/** A bare array with its paging in the Link header, or the whole list row by row. */
export function GET(request: Request): Promise<Response> {
  return orProblem(request, answer(request))
}

async function answer(request: Request): Promise<Response> {
  const caller = await callerOf(request)
  await countRequest(caller.key)
  const question = readListRequest(request, caller.level)

  const tagAt = (revision: number) => entityTag(caller.level, revision, question.key)
  if (namesTag(request)) {
    const settings = await readSettings(database())
    const unchanged = await notModified(request, caller, { settings, etag: tagAt(settings.revision) })
    if (unchanged) return unchanged
  }

  const found = await (question.format === 'json' ? loadPage(question) : loadAll(question))
  return send(request, caller, { ...found, etag: tagAt(found.settings.revision) })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
