import { license, version } from '../../../package.json'
import { headers } from './headers.ts'
import { answers, responses } from './responses.ts'
import { listParameters, schemas } from './schemas.ts'

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of an earlier answer. If nothing has changed since, the answer is 304 and empty.',
  schema: { type: 'string' },
}

const prefer = {
  name: 'Prefer',
  in: 'header',
  description: '"count=exact" adds the header X-Total-Count.',
  schema: { type: 'string' },
  example: 'count=exact',
}

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of a person.',
  schema: { type: 'integer', minimum: 1 },
  example: 1,
}

const listUsers = {
  operationId: 'listUsers',
  summary: 'A page of people, or the whole list',
  description:
    'As JSON a bare array; the header Link leads to the pages around it. As JSON Lines or CSV all that match. HEAD answers the same without the body.',
  parameters: [...listParameters, ifNoneMatch, prefer],
  responses: answers({ 200: 'List', 304: 'NotModified' }, 404),
}

const readUser = {
  operationId: 'readUser',
  summary: 'One person',
  description: 'HEAD answers the same without the body.',
  parameters: [...listParameters.filter(({ name }) => name === 'fields'), ifNoneMatch],
  responses: answers({ 200: 'Single', 304: 'NotModified' }, 403),
}

const options = (operationId: string) => ({
  operationId,
  summary: 'The permitted methods and headers, for pages of other sites',
  security: [],
  responses: answers({ 204: 'Preflight' }, 400, 401, 403, 404, 405, 406, 429),
})

/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */
export const document = {
  openapi: '3.1.1',
  info: {
    title: 'Rollcall',
    summary: 'A people directory, read as JSON',
    description:
      'Read-only. Without a token it answers the public view, or 401 until an admin opens that. With a token it answers more fields.',
    version,
    license: { name: license, identifier: license },
  },
  servers: [{ url: '/', description: 'The server that this document comes from' }],
  security: [{}, { token: [] }],
  paths: {
    '/api/users': { get: listUsers, options: options('listUsersOptions') },
    '/api/users/{id}': { parameters: [id], get: readUser, options: options('readUserOptions') },
  },
  components: {
    schemas,
    headers,
    responses,
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'rc_...',
        description:
          'A token that an admin has made, with the scope users:read or, in addition, users:contact.',
      },
    },
  },
}
