import { longest, type PageState } from './page-states.ts'

/** Pages about a file that waits, or was imported. An erasure in another test would delete the file. */
export const importStates: PageState[] = [
  {
    name: 'users import of one file',
    open: async ({ page, addUser, trashUser, email }) => {
      const [same, other, gone] = [await addUser(), await addUser(longest), await trashUser(await addUser())]
      const known = await addUser({ name: `Known ${email}` })
      const rows = [
        'Email,Full name,About,Status',
        `${same.email},Grace Hopper,,active`,
        `${other.email},Grace,${'y'.repeat(900)},inactive`,
        `${gone.email},Grace Back,,active`,
        `${email},${email},,`,
        `nobody,,${'z'.repeat(1001)},perhaps`,
        // Somebody of this name is here, and one of these domains is mistyped.
        `new.${email},${known.name},,`,
        `${email.replace('example.com', 'gmial.com')},${'w'.repeat(90)},,`,
        `long.${email},${'v'.repeat(90)},${'z'.repeat(1001)},`,
      ]
      await page.goto('/users/import')
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByRole('heading', { name: 'Import people.csv' }).waitFor()
    },
  },
  {
    name: 'users import finished',
    open: async ({ page, email }) => {
      const rows = [
        'Email,Full name',
        // Each name is of this test alone: somebody else of the same name would make a row wait.
        `${email},Ada ${email}`,
        `nobody,Bo ${email}`,
        `${email.replace('example.com', 'gmial.com')},Cy ${email}`,
      ]
      await page.goto('/users/import')
      await page.getByLabel('Or paste the rows here').fill(rows.join('\n'))
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByRole('button', { name: 'Import 1 person' }).click()
      await page.getByRole('link', { name: 'Download the 2 rows' }).waitFor()
    },
  },
]
