'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { mostRows, uploadForm } from '#actions/imports.schema.ts'
import { largestFileInWords } from '#actions/request/request.schema.ts'
import { Field } from '../../ui/form/field.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'

/** The form that takes a spreadsheet. Its next page shows what importing it would do. */
export function UploadForm({ action, submission }: { action: FormAction; submission: string }) {
  return (
    <Form action={action} schema={uploadForm} submission={submission} title="Import people">
      <p>
        A spreadsheet can add people and change people in the directory. You see every change before anything
        is imported, and can undo it afterwards.
      </p>
      <Field
        name="file"
        label="CSV file"
        control="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hint={`${inDigits(mostRows)} rows and ${largestFileInWords} at most. In Excel: Save as, then CSV UTF-8`}
      />
      <p className="actions">
        <SubmitButton>Upload file</SubmitButton>
        <Link href="/users">Cancel</Link>
      </p>
    </Form>
  )
}
