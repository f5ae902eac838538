'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { largestText, mostRows, uploadForm } from '#actions/imports.schema.ts'
import { largestFileInWords } from '#actions/request/request.schema.ts'
import { Field } from '../../ui/form/field.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'
import { Working } from './working.tsx'

const accept =
  '.xlsx,.xlsm,.ods,.vcf,text/vcard,.csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

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
        label="File"
        control="file"
        accept={accept}
        hint={`.xlsx, .ods, CSV or vCard. ${inDigits(mostRows)} rows at most; ${largestFileInWords} for .xlsx and .ods, ${largestText / 1_000_000} MB for text`}
      />
      <Field
        name="pasted"
        label="Or paste the rows here"
        control="textarea"
        rows={6}
        hint="From a spreadsheet, with the names of the columns in the first row"
      />
      <p className="actions">
        <SubmitButton>Upload</SubmitButton>
        <Link href="/users">Cancel</Link>
      </p>
      <Working>Reading the file. A large one takes some seconds.</Working>
    </Form>
  )
}
