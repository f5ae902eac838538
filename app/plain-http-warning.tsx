import { isHttps } from '#actions/request/session-cookies.server.ts'
import { siteHost } from '#actions/request/site-origin.server.ts'

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** For admins, when passwords are sent unencrypted. */
export function PlainHttpWarning() {
  return (
    <p className="warning" role="note">
      This directory is served over plain http. Anyone on the network in between can read passwords and take
      over sessions. Put it behind a proxy that speaks https.
    </p>
  )
}

/** On the same machine nobody can listen in between. */
export async function isOverheard(): Promise<boolean> {
  return !(await isHttps()) && !thisMachine.test(await siteHost())
}
