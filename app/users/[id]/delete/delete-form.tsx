'use client'

import Link from 'next/link'
import type { FormAction } from '#actions/form.schema.ts'
import { userTarget } from '#actions/users.schema.ts'
import { HiddenField } from '../../../ui/field-hidden.tsx'
import { Form } from '../../../ui/form.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { changedFields } from '../../changed-fields.ts'

type Props = {
  action: FormAction
  submission: string
  /** The user to trash; undefined when it went meanwhile. */
  user: { id: number; version: number; name: string } | undefined
}

/** Says what moving a user to the trash does, and does it. */
export function DeleteForm({ action, submission, user }: Props) {
  return (
    <Form
      action={action}
      schema={userTarget}
      defaultValue={user && { id: user.id, version: user.version }}
      submission={submission}
      title={user ? `Delete ${user.name}` : 'Delete user'}
      conflict={({ version, base = {}, theirs }) => (
        <>
          <HiddenField name="id" />
          <HiddenField name="version" value={version} />
          <h2>What changed meanwhile</h2>
          <dl className="changes">
            {changedFields(base, theirs).map(({ name, label, before, after }) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>
                  <del>{before || 'empty'}</del> <ins>{after || 'empty'}</ins>
                </dd>
              </div>
            ))}
          </dl>
          <Consequences user={user} />
        </>
      )}
    >
      <HiddenField name="id" />
      <HiddenField name="version" />
      <Consequences user={user} />
    </Form>
  )
}

function Consequences({ user }: Pick<Props, 'user'>) {
  if (!user) return null
  return (
    <>
      <p>
        {user.name} leaves the directory and its JSON. The details stay in the trash, and the e-mail can be
        given to somebody else.
      </p>
      <p className="actions">
        <SubmitButton danger>Move to trash</SubmitButton>
        <Link href={`/users/${user.id}`}>Cancel</Link>
      </p>
    </>
  )
}
