/** Why an admin was led here. */
export function Needed() {
  return (
    <p>
      <strong>Admins need a second factor here.</strong> Turn it on to reach accounts, tokens and settings,
      and to erase people. Until then you can do everything else.
    </p>
  )
}
