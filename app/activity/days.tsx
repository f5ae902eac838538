import { dayInWords, dayOf } from '#actions/form/times.server.ts'
import type { ShownDeed } from '#db/audit/timeline.ts'
import { DeedLine } from './deed-line.tsx'
import type { Activity } from './read-activity.ts'

/** The deeds, the newest first, below the days on which they were done. */
export function Days({ activity, timeZone }: { activity: Activity; timeZone: string }) {
  return byDay(activity.deeds, timeZone).map(([day, deeds]) => (
    <section key={day} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>{deeds[0] && dayInWords(deeds[0].at, timeZone)}</h2>
      <ol className="history activity">
        {deeds.map((deed) => (
          <DeedLine key={deed.id} deed={deed} teams={activity.teams} fields={activity.fields} />
        ))}
      </ol>
    </section>
  ))
}

function byDay(deeds: readonly ShownDeed[], timeZone: string): [string, ShownDeed[]][] {
  const days = new Map<string, ShownDeed[]>()
  for (const deed of deeds) {
    const day = dayOf(deed.at, timeZone)
    days.set(day, [...(days.get(day) ?? []), deed])
  }
  return [...days]
}
