import { cookies } from 'next/headers'
import { type FormatName, formats } from './formats.ts'

const name = 'export'
const aYearInSeconds = 365 * 24 * 60 * 60

/** The format that this browser chose last, to offer it first. */
export async function keptFormat(): Promise<FormatName> {
  const value = (await cookies()).get(name)?.value ?? ''
  return Object.hasOwn(formats, value) ? (value as FormatName) : 'csv'
}

/** A Set-Cookie header. */
export function keepFormat(format: FormatName): string {
  return `${name}=${format}; Path=/users; Max-Age=${aYearInSeconds}; HttpOnly; SameSite=Lax`
}
