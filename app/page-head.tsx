'use client'

type Props = { site: string; origin: string; mayBeListed: boolean }

/**
 * What browsers, telephones and messengers ask of a page, beside its title. Icons and the manifest come by their file
 * names. It is a client component because each page would hold its elements twice.
 */
export function PageHead({ site, origin, mayBeListed }: Props) {
  const description = `The people directory of ${site}`
  return (
    <head>
      <meta name="description" content={description} />
      {!mayBeListed && <meta name="robots" content="noindex" />}
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf6" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#181715" />
      <meta property="og:site_name" content={site} />
      <meta property="og:title" content={site} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      {/* A relative address would not be loaded. */}
      <meta property="og:image" content={`${origin}/apple-icon.png`} />
    </head>
  )
}
