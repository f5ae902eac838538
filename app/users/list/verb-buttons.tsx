'use client'

type Props = { form: string; verbs: readonly (readonly [verb: string, label: string])[] }

/** Lead to the page that asks before it changes the ticked people. */
export function VerbButtons({ form, verbs }: Props) {
  return verbs.map(([verb, label]) => (
    <button
      className="button quiet"
      type="submit"
      key={verb}
      form={form}
      formAction="/users/bulk"
      name="do"
      value={verb}
    >
      {label}
    </button>
  ))
}
