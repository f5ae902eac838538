import { viewLabels } from '#actions/settings.schema.ts'
import { otherFields, publicFields } from '../users/form/who-sees-what.ts'

export const views = {
  hint: `${otherFields.charAt(0).toUpperCase()}${otherFields.slice(1)} are never public.`,
  options: [
    { value: 'accounts', label: viewLabels.accounts },
    { value: 'anyone', label: `${viewLabels.anyone}: ${publicFields} of listed, active people` },
  ],
}
