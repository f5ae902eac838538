import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Finding = { category: string; message: string; location: { path: string } }

let root: string
let findings: Finding[]

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-lint-'))
  for (const entry of ['biome.json', '.biome', '.gitignore']) {
    cpSync(join(import.meta.dirname, '..', entry), join(root, entry), { recursive: true })
  }
  for (const [file, code] of [...Object.values(refused), allowed].flatMap(Object.entries)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), code, { flag: 'wx' })
  }
  findings = lint(root)
})

afterAll(() => rmSync(root, { recursive: true }))

const refused: Record<string, Record<string, string>> = {
  'db/ knows neither Next nor React': {
    'db/next.ts': `import { headers } from 'next/headers'`,
    'db/react.tsx': `import type { ReactNode } from 'react'`,
    'db/server-only.ts': `import 'server-only'`,
    'db/action.ts': `export * from '#actions/users.ts'`,
    'db/later.ts': `await import('#app/page.tsx')`,
    'db/type.ts': `type T = import('#actions/users.ts').T`,
  },
  'Imports go down only': {
    'actions/page.ts': `import { Page } from '#app/page.tsx'`,
  },
  'e2e/ sees what a person or a client sees': {
    'e2e/action.spec.ts': `import { a } from '#actions/users.ts'`,
    'e2e/page.spec.ts': `import type { a } from '#app/page.tsx'`,
  },
  'Write this import with its alias': {
    'app/relative/page.tsx': `import { a } from '../../db/users.ts'`,
    'app/tests/page.tsx': `import { a } from '../../e2e/fixtures.ts'`,
    'actions/relative.ts': `import { a } from '../db/users/edit.ts'`,
    'instrumentation.ts': `import { a } from './db/users/edit.ts'`,
  },
  "A 'use server' file exports only": {
    'actions/schema.ts': `'use server'; export const a = z.object({})`,
    'actions/constant.ts': `'use server'\nexport const limit = 3`,
    'actions/class.ts': `'use server'\nexport class A {}`,
    'actions/all.ts': `"use server";\nexport * from './x.ts'`,
    'actions/re-export.ts': `'use server'\nexport { a } from './x.ts'`,
    'actions/default.ts': `'use server'\nexport default { a: 1 }`,
    'actions/list.ts': `'use server'\nconst a = 1\nexport { a }`,
    'actions/function.ts': `'use server'\nexport function a() {}`,
    'actions/arrow.ts': `'use server'\nexport const a = async () => {}`,
    'actions/enum.ts': `'use server'\nexport enum A { b }`,
    'actions/second.ts': `'use server'\nexport const a = formAction(s, o, h), b = 1`,
  },
  "'use server' stands only at the top of actions/": {
    'actions/a.schema.ts': `'use server'`,
    'actions/a.server.ts': `'use server'`,
    'actions/inline.ts': `const a = async () => { 'use server' }`,
    'app/server/page.tsx': `'use server'`,
    'app/inline/page.tsx': `async function a() { 'use server' }`,
    'db/server.ts': `'use server'`,
  },
  'lets one POST without JavaScript hang the whole server': {
    'app/bind.tsx': `'use client'\nconst a = save.bind(null, 1)`,
    'app/bind-member.tsx': `'use client'\nconst a = users.save.bind(null)`,
    'app/bind-optional.tsx': `'use client'\nconst a = save?.bind(null, 1)`,
  },
  'imports of #actions/ only the actions themselves': {
    'app/pipeline.tsx': `'use client'\nimport { a } from '#actions/form/form-action.server.ts'`,
    'app/test.tsx': `'use client'\nimport { a } from '#actions/users.test.ts'`,
    'app/reader.tsx': `'use client'\nimport { a } from '#actions/imports/read-table.server.ts'`,
  },
  'imports nothing of #db/': {
    'app/query.tsx': `'use client'\nimport { a } from '#db/users/edit.ts'`,
  },
  "Conform's adapter for Zod 3": {
    'app/zod.tsx': `import { a } from '@conform-to/zod'`,
    'actions/zod.schema.ts': `import { a } from '@conform-to/zod/v3'`,
  },
  "Conform's future API moves in minor versions": {
    'app/users/form/user-form.tsx': `import { a } from '@conform-to/react/future'`,
    'actions/dom.schema.ts': `import { a } from '@conform-to/dom/future'`,
    'actions/future.ts': `import { a } from '@conform-to/zod/v4/future'`,
  },
  'Streamed parts stay hidden': {
    'app/element.tsx': `export const a = <Suspense fallback="">x</Suspense>`,
    'app/member.tsx': `export const a = <React.Suspense />`,
    'app/import.tsx': `import { use, Suspense } from 'react'`,
    'app/renamed.tsx': `import { Suspense as Wait } from 'react'`,
  },
  'A search box on useSearchParams is dead': {
    'app/search.tsx': `import { useSearchParams } from 'next/navigation'`,
    'app/search-renamed.tsx': `import { useSearchParams as u } from 'next/navigation'`,
  },
  'With cacheComponents, posts without JavaScript': {
    'next.config.ts': `export default { cacheComponents: true }`,
  },
  dangerouslySetInnerHTML: {
    'app/html.tsx': `export const a = <p dangerouslySetInnerHTML={{ __html: x }} />`,
  },
}

const allowed: Record<string, string> = {
  'db/users/edit.ts': `import { a } from './tables.ts'; import '#db/policy.ts'; import 'pg'`,
  'db/migrations/0001.ts': `import { a } from '../tables.ts'`,
  'actions/users.schema.ts': `import { a } from '#db/policy.ts'; export const b = z.object({})`,
  'app/users/page.tsx': `import '#actions/users.ts'; import '#db/users/edit.ts'; import '../ui/form.tsx'`,
  'e2e/pages/users.spec.ts': `import { a } from './fixtures.ts'; import '#db/users/samples.ts'`,
  'playwright.config.ts': `import { a } from './e2e/support/chromium.ts'`,
  'actions/users.ts': `// Who may change a listing.
'use server'
import { userForm } from './users.schema.ts'
/** Creates a user. */
export const createUser = formAction(userForm, { may: 'edit' }, async () => seeOther('/users'))
export const typed = formAction<Values>(userForm, {}, async () => {})
/** Ends the session. */
export async function signOut(): Promise<void> {}
export type Values = { name: string }
export interface State { values: Values }
export type { Other } from './users.schema.ts'
function helper() {}
`,
  'actions/users/erase.ts': `'use server'\nexport async function erase() {}`,
  'app/bound/page.tsx': `const a = save.bind(null, 1); import '#actions/form/form-action.server.ts'`,
  'app/client.tsx': `'use client'\nimport '#actions/users.ts'; import '#actions/users.schema.ts'; import '#actions/form/form.schema.ts'; bind(a)`,
  'app/ui/form/form.tsx': `import { a } from '@conform-to/react/future'`,
  'app/ui/form/field-list.tsx': `import { a } from '@conform-to/react/future'`,
  'app/ui/form/error-summary.tsx': `import { a } from '@conform-to/react/future'`,
  'actions/form/form-action.server.ts': `import { a } from '@conform-to/dom/future'`,
  'actions/form/list-intent.test.ts': `import { a } from '@conform-to/dom/future'`,
  'actions/form/submission.ts': `import { a } from '@conform-to/dom/future'`,
  'actions/accounts.schema.ts': `import { a } from '@conform-to/zod/v4/future'`,
  'actions/tokens.ts': `import { a } from '@conform-to/zod/v4'`,
  'app/page.tsx': `import { useActionState } from 'react'; export const a = <p>No Suspense</p>`,
  'app/next.config.ts': `export default { cacheComponents: false }`,
}

const refusedCases = Object.entries(refused).flatMap(([saying, snippets]) =>
  Object.keys(snippets).map((file) => ({ file, saying })),
)

test.each(refusedCases)('$file: "$saying"', ({ file, saying }) => {
  expect(messagesFor(file)).toEqual([expect.stringContaining(saying)])
})

test.each(Object.keys(allowed))('%s is allowed', (file) => {
  expect(messagesFor(file)).toEqual([])
})

function lint(cwd: string): Finding[] {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.']
  const run = spawnSync(process.execPath, [biome, ...options], { cwd, encoding: 'utf8' })
  return JSON.parse(run.stdout).diagnostics
}

function messagesFor(file: string): string[] {
  return findings
    .filter(({ category }) => category === 'plugin' || category === 'lint/security/noDangerouslySetInnerHtml')
    .filter(({ location }) => location.path === file)
    .map(({ message }) => message)
}
