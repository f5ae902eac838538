import type { APIResponse } from '@playwright/test'
import { type Answer, type Contract, makeContract } from './contract-document.ts'
import { test as base, expect } from './fixtures.ts'

const verbs = ['get', 'head', 'fetch', 'post', 'put', 'patch', 'delete'] as const
type Verb = (typeof verbs)[number]

/** Checks each answer of the API to `request` against the server's own OpenAPI document. */
export const test = base.extend({
  request: async ({ request }, use) => {
    const checked =
      (verb: Verb) =>
      async (url: string, options: { method?: string } = {}) => {
        const response = await request[verb](url, options)
        const method = verb === 'fetch' ? (options.method ?? 'get') : verb
        if (isDescribed(response)) await expectContract(response, method.toUpperCase())
        return response
      }
    await use(
      new Proxy(request, {
        get: (target, name) => {
          const verb = verbs.find((each) => each === name)
          return verb ? checked(verb) : Reflect.get(target, name, target)
        },
      }),
    )
  },
})

export { expect }

/** Checks the status, headers, media type and body against the document. */
export async function expectContract(response: APIResponse, method = 'GET'): Promise<void> {
  const answer: Answer = {
    method,
    url: response.url(),
    status: response.status(),
    headers: response.headers(),
    body: (await response.body()).toString(),
  }
  const { faultsOf } = await contractOf(new URL(answer.url).origin)
  expect(faultsOf(answer), `${method} ${answer.url} answers ${answer.status}`).toEqual([])
}

/** Pages and the document itself are not in the document. */
function isDescribed(response: APIResponse): boolean {
  const { pathname } = new URL(response.url())
  return pathname.startsWith('/api/') && pathname !== '/api/openapi.json'
}

const contracts = new Map<string, Promise<Contract>>()

export function contractOf(origin: string): Promise<Contract> {
  const known = contracts.get(origin)
  const contract =
    known ?? fetch(`${origin}/api/openapi.json`).then(async (response) => makeContract(await response.json()))
  contracts.set(origin, contract)
  return contract
}
