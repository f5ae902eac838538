import { countries } from '#db/home-country.ts'

/** For the control of the home country. Made on the server, because browsers need not know how numbers are read. */
export const homeCountries = {
  hint: 'Phone numbers without a country code belong there',
  options: [
    { value: '', label: 'Not chosen' },
    ...countries.map(({ code, name }) => ({ value: code, label: name })),
  ],
}
