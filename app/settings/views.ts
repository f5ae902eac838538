import { admitLabels, viewLabels, wayInLabels } from '#actions/settings.schema.ts'
import { otherFields, publicFields } from '../users/form/who-sees-what.ts'

export const views = {
  hint: `${otherFields.charAt(0).toUpperCase()}${otherFields.slice(1)} are never public.`,
  options: [
    { value: 'accounts', label: viewLabels.accounts },
    { value: 'anyone', label: `${viewLabels.anyone}: ${publicFields} of listed, active people` },
    { value: 'found', label: viewLabels.found },
  ],
}

/** Undefined where there is neither a provider nor a proxy that signs people in: then nobody is asked. */
export function admitsOf({ provider, proxy }: { provider: boolean; proxy: boolean }) {
  const hints = [
    provider && 'By an address only if the provider has verified it.',
    proxy && 'A proxy signs in every account with its address, and new people only with the last choice.',
  ].filter((hint) => hint !== false)
  return hints.length > 0 ? { hint: hints.join(' '), options: optionsOf(admitLabels) } : undefined
}

export const waysIn = {
  hint: 'Only single sign-on refuses links by email, too, and signs out everybody else who came without it. If it fails, an operator lets passwords in again: npm run accounts -- allow-passwords',
  options: optionsOf(wayInLabels),
}

/** @param isMailSent - whether a stranger can ask for mail here */
export function mailedLinksHint(isMailSent: boolean): string {
  return isMailSent
    ? 'A link works once, within 15 minutes. A second factor is still asked for.'
    : 'No links are mailed here yet: that takes SMTP_URL and PUBLIC_URL, which the operator sets.'
}

function optionsOf(labels: Record<string, string>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
