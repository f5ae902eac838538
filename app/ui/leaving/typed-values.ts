type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const controls = 'input[name], textarea[name], select[name]'
/** Hidden values are not typed, and browsers fill in what belongs to an account. */
const untyped =
  '[type=hidden], [type=password], [type=file], [autocomplete]:not([autocomplete=off]), search *'

/** All that somebody can type, tick or choose in a form, as one text that can be compared. */
export function typedValues(form: HTMLFormElement): string {
  return asText(form, presentValueOf)
}

/** The same as the page was sent, also if somebody typed before scripts ran. */
export function sentValues(form: HTMLFormElement): string {
  return asText(form, sentValueOf)
}

function asText(form: HTMLFormElement, read: (control: Control) => string): string {
  const all = [...form.querySelectorAll<Control>(controls)].filter((control) => !control.matches(untyped))
  return JSON.stringify(all.map((control) => [control.name, read(control)]))
}

function presentValueOf(control: Control): string {
  return canBeTicked(control) ? `${control.value} ${control.checked}` : control.value
}

function sentValueOf(control: Control): string {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options]
    return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? ''
  }
  return canBeTicked(control) ? `${control.value} ${control.defaultChecked}` : control.defaultValue
}

function canBeTicked(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio'
}
