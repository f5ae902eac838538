import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { findOnPath } from '../../support/machine/find-on-path.ts'
import { type Server, startServer } from './server.ts'

// Debian's own, whose packages another Python on the path would not find.
const python = '/usr/bin/python3'
const packages = 'python3-django, python3-djangorestframework, gunicorn, python3-psycopg2'
const project = 'e2e/bench/django'
const admin = { name: 'bench', password: 'only for the bench on loopback' }
const run = promisify(execFile)

export async function whyNoDjango(databaseUrl: string): Promise<string | undefined> {
  if (!(await isServer(databaseUrl))) return 'it needs a PostgreSQL server in DATABASE_URL'
  const found = await run(python, ['-c', 'import django, rest_framework, psycopg2']).catch(() => undefined)
  return found && findOnPath(['gunicorn']) ? undefined : `it needs Debian's ${packages}`
}

/** Its tables are in the schema `django`, with the same people and teams. */
export async function prepareDjango(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('create schema django')
    await manage(databaseUrl, ['migrate', '--run-syncdb'])
    await manage(databaseUrl, [
      'createsuperuser',
      '--noinput',
      '--username',
      admin.name,
      '--email',
      'bench@example.com',
    ])
    await client.query(samePeople)
  } finally {
    await client.end()
  }
}

const samePeople = `
  set search_path = django;
  insert into people_team (id, name) select id, name from public.teams;
  insert into people_person (id, name, known_as, pronouns, email, phone, mobile, job_title, location, about, links, sort_name,
      staff_number, status, listed, created_at, updated_at)
    select id, name, known_as, pronouns, nullif(email, ''), phone, mobile, job_title, location, about, links, sort_name,
      nullif(staff_number, ''), status, listed, created_at, updated_at
    from public.users where trashed_at is null;
  insert into people_person_teams (person_id, team_id)
    select id, unnest(teams) from public.users where trashed_at is null;
  select setval('people_person_id_seq', (select max(id) from people_person));
  analyze people_person, people_team, people_person_teams`

export function startDjango(name: string, databaseUrl: string): Promise<Server> {
  return startServer(
    name,
    (port) => [
      ...[findOnPath(['gunicorn']) ?? 'gunicorn', '--workers', '1', '--bind', `127.0.0.1:${port}`],
      ...['--chdir', project, '--log-level', 'warning', 'wsgi:application'],
    ],
    { env: { ...quiet, DATABASE_URL: databaseUrl }, ready: '/admin/login/' },
  )
}

/** The value of the Cookie header, and the token that each form sends. */
export async function signInToDjango(url: string): Promise<{ cookie: string; token: string }> {
  const address = `${url}/admin/login/`
  const first = await fetch(address)
  const { csrftoken = '' } = cookiesOf(first)
  const body = new URLSearchParams({
    username: admin.name,
    password: admin.password,
    csrfmiddlewaretoken: csrftoken,
  })
  const answer = await fetch(address, {
    method: 'POST',
    body,
    headers: { cookie: `csrftoken=${csrftoken}` },
    redirect: 'manual',
  })
  const { sessionid, csrftoken: token = csrftoken } = cookiesOf(answer)
  if (!sessionid) throw new Error('Django does not let the bench in')
  return { cookie: `csrftoken=${token}; sessionid=${sessionid}`, token }
}

function cookiesOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries(headers.getSetCookie().map((cookie) => cookie.split(';')[0]?.split('=') ?? []))
}

const quiet = { PYTHONDONTWRITEBYTECODE: '1', DJANGO_SUPERUSER_PASSWORD: admin.password }

async function manage(databaseUrl: string, args: string[]): Promise<void> {
  const env = { ...process.env, ...quiet, DATABASE_URL: databaseUrl }
  await run(python, ['manage.py', ...args], { cwd: project, env })
}

async function isServer(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>('select version()')
    return !rows[0]?.version.includes('PGlite')
  } finally {
    await client.end()
  }
}
