import { PageNotFound } from './ui/page-not-found.tsx'

export default PageNotFound
