'use client'

import { useEffect } from 'react'

type Props = {
  /** The id of the search box. */
  box: string
  /** A selector of the links to the people of the list. */
  links: string
  /** The words that the list shows the results of. */
  shown: string
}

/** "/" leads to the search box, arrows from it through the people, and Enter in it to the first of them. */
export function ListKeys({ box: id, links, shown }: Props) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { key, target } = event
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return
      const box = document.getElementById(id) as HTMLInputElement
      const people = [...document.querySelectorAll<HTMLElement>(links)]
      const all = [box, ...people]
      const place = all.indexOf(target as HTMLElement)
      let next: HTMLElement | undefined
      if (key === '/' && !(target as Element).closest('input,select,textarea')) next = box
      else if (place >= 0 && key === 'ArrowDown') next = all[place + 1]
      else if (place > 0 && key === 'ArrowUp') next = all[place - 1]
      else if (place === 0 && key === 'Enter' && people[0] && shown && box.value.trim() === shown) {
        event.preventDefault()
        return people[0].click()
      }
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [id, links, shown])
  return null
}
