'use server'

import { eraseUser as erase } from '#db/privacy/erase-user.ts'
import { revision } from '#db/revision.ts'
import * as users from '#db/users/edit.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { withList } from './request/list-address.schema.ts'
import {
  editUserForm,
  eraseTarget,
  newUserForm,
  restoreTarget,
  revertTarget,
  userTarget,
} from './user-targets.schema.ts'
import { userLists } from './users.schema.ts'

export const createUser = formAction(
  newUserForm,
  { may: 'edit', lists: userLists },
  async ({ list, another, ...fields }, { actor, trx }) => {
    const { id } = await users.create(trx, fields, actor)
    if (another) return seeOther(withList('/users/new', list), 'user-created', await revision(trx))
    return seeOther(withList(`/users/${id}`, list), 'user-created')
  },
)

export const updateUser = formAction(
  editUserForm,
  { may: 'edit', lists: userLists },
  async (values, { actor, trx }) => {
    const { id, version, list, ...fields } = values
    await users.update(trx, { id, version }, fields, actor)
    return seeOther(withList(`/users/${id}`, list), 'user-updated')
  },
)

export const trashUser = formAction(userTarget, { may: 'edit' }, async (target, { actor, trx }) => {
  await users.trash(trx, target, actor)
  return seeOther('/users', 'user-trashed', await revision(trx))
})

export const restoreUser = formAction(
  restoreTarget,
  { may: 'edit' },
  async ({ without, ...target }, { actor, trx }) => {
    await users.restore(trx, target, actor, without)
    return seeOther(`/users/${target.id}`, 'user-restored')
  },
)

export const revertUser = formAction(
  revertTarget,
  { may: 'edit' },
  async ({ to, ...target }, { actor, trx }) => {
    await users.revert(trx, target, to, actor)
    return seeOther(`/users/${target.id}`, 'user-updated')
  },
)

export const eraseUser = formAction(
  eraseTarget,
  { may: 'erase', confirms: true },
  async ({ confirmation, ...target }, { actor, trx }) => {
    await erase(trx, target, confirmation, actor)
    return seeOther('/users/trash', 'user-erased')
  },
)
