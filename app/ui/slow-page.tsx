import { createPortal } from 'react-dom'

/** A thin bar on top while the next page takes long. In the body, because a menu with its link closes. */
export function SlowPage({ pending }: { pending: boolean }) {
  return (
    pending &&
    createPortal(
      <div className="slow-page" role="progressbar" aria-label="The page is loading" />,
      document.body,
    )
  )
}
