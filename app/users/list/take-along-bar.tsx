'use client'

import type { ReactNode } from 'react'
import { Selection } from './selection.tsx'

type Props = {
  /** The id of the form of the tick boxes. */
  form: string
  people: readonly number[]
  carried: readonly number[]
  clear: string
  /** The team whose page the list is on. */
  team: number | undefined
  /** Without it, the people of the list are not offered as a whole. */
  all: string | undefined
}

/**
 * For those who change nobody: the ticked people to write to, to print or as vCards. All of it is a client component
 * because a page would hold its elements twice.
 */
export function TakeAlongBar({ form, people, carried, clear, team, all }: Props) {
  return (
    <section className="bulk" aria-label="Selected people">
      {team && <input type="hidden" name="team" value={team} form={form} />}
      <Selection form={form} people={people} carried={carried} endedBy={undefined} clear={clear} />
      <Deeds>
        {all && <AllBox form={form} label={all} />}
        <div className="row-buttons">
          <TakeAlongButtons form={form} />
        </div>
      </Deeds>
    </section>
  )
}

/** Folded on a telephone, where the bar is one row high. */
export function Deeds({ children }: { children: ReactNode }) {
  return (
    <details className="unfolds deeds">
      <summary>Actions</summary>
      <div>{children}</div>
    </details>
  )
}

export function AllBox({ form, label }: { form: string; label: string }) {
  return (
    <div className="field checkbox">
      <label htmlFor="bulk-all">{label}</label>
      <input id="bulk-all" type="checkbox" name="all" form={form} />
    </div>
  )
}

/** Lead to the page that asks before it makes accounts: for the ticked people, or for everybody. */
export function InviteButtons({ form, everybody }: { form: string; everybody: boolean }) {
  return (
    <>
      <PageButton form={form} address="/users/invite">
        Invite
      </PageButton>
      {everybody && (
        <PageButton form={form} address="/users/invite" name="everyone" value="on">
          Invite everybody without an account
        </PageButton>
      )}
    </>
  )
}

/** Lead to the ticked people on pages that change nothing; without ticks, to the list. */
export function TakeAlongButtons({ form }: { form: string }) {
  return (
    <>
      <PageButton form={form} address="/users/addresses">
        Email addresses
      </PageButton>
      <PageButton form={form} address="/users/print">
        Print
      </PageButton>
      <PageButton form={form} address="/users/export" name="format" value="vcard">
        vCards
      </PageButton>
    </>
  )
}

type PageButtonProps = { form: string; address: string; name?: string; value?: string; children: ReactNode }

function PageButton({ address, ...button }: PageButtonProps) {
  return <button {...button} className="button quiet" type="submit" formAction={address} />
}
