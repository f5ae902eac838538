import { isHttps } from '#actions/request/session-cookies.server.ts'
import { siteHost } from '#actions/request/site-origin.server.ts'
import { may } from '#db/policy.ts'
import { viewerIfKnown } from './request/permission.ts'

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** Warns admins when passwords are sent unencrypted. On the same machine nobody can listen in between. */
export async function PlainHttpWarning() {
  if ((await isHttps()) || thisMachine.test(await siteHost())) return null
  const viewer = await viewerIfKnown()
  return (
    may(viewer, 'manage') && (
      <p className="warning" role="note">
        This directory is served over plain http. Anyone on the network in between can read passwords and take
        over sessions. Put it behind a proxy that speaks https.
      </p>
    )
  )
}
