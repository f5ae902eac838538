import { timeZones } from '#db/settings/time-zone.ts'

/** For the control of the time zone. Made on the server, because browsers may know other zones. */
export const zones = {
  hint: 'Pages show times there',
  options: [
    { value: '', label: 'UTC' },
    ...timeZones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') })),
  ],
}
