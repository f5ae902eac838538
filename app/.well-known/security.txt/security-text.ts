const validForMs = 180 * 24 * 60 * 60 * 1000

type Security = { contact: string; policy: string; publicUrl: string | undefined }

/** By RFC 9116. It expires in 180 days, counted from the start of the day, so that it is the same all day. */
export function securityText({ contact, policy, publicUrl }: Security, now: Date): string {
  const expires = new Date(now.getTime() + validForMs).toISOString().slice(0, 10)
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires}T00:00:00Z`,
    'Preferred-Languages: en',
    publicUrl && `Canonical: ${publicUrl}/.well-known/security.txt`,
    policy && `Policy: ${policy}`,
  ]
  return `${lines.filter(Boolean).join('\n')}\n`
}
