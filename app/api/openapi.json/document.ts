import { license, version } from '../../../package.json'
import { mediaTypes } from '../http/media-type.ts'
import { type FileFormat, leftOut } from '../users/list-request.ts'
import type { Parameter } from '../users/query.ts'
import { headers } from './headers.ts'
import { answers, type ResponseName, responses } from './responses.ts'
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

const people = ['People']
const otherFormats = Object.values(mediaTypes)
  .filter((type) => type !== mediaTypes.json)
  .join(', ')

const listUsers = {
  operationId: 'listUsers',
  summary: 'A page of people',
  description: `A bare array; the header Link leads to the pages around it. HEAD answers the same without the body. The header Accept, or the parameter format, chooses ${otherFormats} instead, which also have addresses of their own.`,
  tags: people,
  parameters: [...parametersBut('format', 'bom'), ifNoneMatch, prefer],
  responses: answers({ 200: 'List', 304: 'NotModified' }, 404),
}

const listAs = (format: FileFormat, operationId: string, summary: string, response: ResponseName) => ({
  operationId,
  summary,
  description:
    'The whole list, however long, unless a limit is given. Accept is not looked at. HEAD answers the same without the body.',
  tags: people,
  parameters: [...parametersBut(...leftOut[format]), ifNoneMatch],
  responses: answers({ 200: response, 304: 'NotModified' }, 404, 406),
})

const readUser = {
  operationId: 'readUser',
  summary: 'One person',
  description: `HEAD answers the same without the body. The header Accept, or the parameter format, chooses ${mediaTypes.vcard} instead, which also has an address of its own.`,
  tags: people,
  parameters: [...parametersOnly('fields'), ifNoneMatch],
  responses: answers({ 200: 'Single', 304: 'NotModified' }, 403),
}

const readUserAsVcard = {
  operationId: 'readUserAsVcard',
  summary: 'One person as a vCard',
  description: 'Accept is not looked at. HEAD answers the same without the body.',
  tags: people,
  parameters: [...parametersOnly('fields'), ifNoneMatch],
  responses: answers({ 200: 'SingleVcard', 304: 'NotModified' }, 403, 406),
}

const options = (operationId: string) => ({
  operationId: `${operationId}Options`,
  summary: 'The permitted methods and headers',
  description: 'Browsers ask for these before a page of another site reads the address (CORS).',
  tags: ['Other sites'],
  security: [],
  responses: answers({ 204: 'Preflight' }, 400, 401, 403, 404, 405, 406),
})

function parametersOnly(wanted: Parameter) {
  return listParameters.filter(({ name }) => name === wanted)
}

function parametersBut(...names: Parameter[]) {
  return listParameters.filter(({ name }) => !names.some((each) => each === name))
}

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
    contact: { name: 'The administrators of this directory' },
  },
  servers: [{ url: '/', description: 'The server that this document comes from' }],
  security: [{}, { token: [] }],
  tags: [
    { name: 'People', description: 'The people of the directory.' },
    { name: 'Other sites', description: 'For browsers, on behalf of pages of other sites.' },
  ],
  paths: {
    '/api/users': { get: listUsers, options: options('listUsers') },
    '/api/users.csv': {
      get: listAs('csv', 'listUsersAsCsv', 'People as CSV', 'ListCsv'),
      options: options('listUsersAsCsv'),
    },
    '/api/users.jsonl': {
      get: listAs('jsonl', 'listUsersAsJsonLines', 'People as JSON Lines', 'ListJsonLines'),
      options: options('listUsersAsJsonLines'),
    },
    '/api/users.vcf': {
      get: listAs('vcard', 'listUsersAsVcards', 'People as vCards', 'ListVcards'),
      options: options('listUsersAsVcards'),
    },
    '/api/users/{id}': { parameters: [id], get: readUser, options: options('readUser') },
    '/api/users/{id}.vcf': { parameters: [id], get: readUserAsVcard, options: options('readUserAsVcard') },
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
