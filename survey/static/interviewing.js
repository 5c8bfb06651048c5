/*
  The screen of a conversation: one theme at a time, done marks, and the end. Without this the themes
  stand below each other and each is saved by its button. Its keys are in talking.js, what it does
  in the notes in noting.js.
*/
import { keepers } from './keeping.js'
import { beginKeys } from './talking.js'
import { beginNotes, enter } from './noting.js'

const room = document.querySelector('[data-take-room]')
const parts = [...room.querySelectorAll('[data-take-part]')]
const links = new Map([...room.querySelectorAll('.take-strip__link')].map((link) => [link.hash.slice(1), link]))

export function current () {
  return parts.find((part) => part.classList.contains('take-talk--current'))
}

/* Show `part`; `focus` goes to its heading, so that whoever listens hears where they are. */
export function show (part, focus = true) {
  const before = current()
  if (before === part) return
  for (const each of parts) each.classList.toggle('take-talk--current', each === part)
  for (const [id, link] of links) {
    if (id === part.id) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  if (before) keepers.find((keeper) => before.contains(keeper.form))?.save()
  enter(part)
  if (!focus) return
  history.replaceState(null, '', `#${part.id}`)
  part.querySelector('h2').focus({ preventScroll: true })
  room.scrollIntoView({ block: 'nearest' })
}

export function move (by) {
  const part = parts[parts.indexOf(current()) + by]
  if (part) show(part)
}

/* Save all that is not saved yet, then go on; stay where that is impossible. */
export async function end () {
  const link = room.querySelector('.take-room__end a')
  await Promise.all(keepers.map((keeper) => keeper.save()))
  const left = keepers.find((keeper) => keeper.changed)
  if (!left) window.location.assign(link.href)
  else show(parts.find((part) => part.contains(left.form)))
}

/* As the server says it: nothing that must be is missing, and something was said. */
function mark (part) {
  const done = links.get(part.id)?.querySelector('.take-strip__done')
  if (!done || part === parts[0]) return
  const missing = [...part.querySelectorAll('[data-mandatory]')].some((score) => !score.querySelector(':checked'))
  const said = part.querySelector('input:checked') || [...part.querySelectorAll('textarea')].some((box) => box.value.trim())
  done.hidden = missing || !said
}

/* The part in which the address points to something, such as a score that is missing. */
function pointed () {
  const target = window.location.hash && document.getElementById(window.location.hash.slice(1))
  return target ? [target, target.closest('[data-take-part]')] : [null, null]
}

function follow () {
  const [target, part] = pointed()
  if (!part) return
  show(part, target === part)
  const around = target.closest('details')
  if (around) around.open = true
  if (target !== part) target.focus()
}

room.classList.add('take-room--one')
const wrong = room.querySelector('.govuk-form-group--error')?.closest('[data-take-part]')
show(pointed()[1] ?? wrong ?? parts[0], false)
follow()
window.addEventListener('hashchange', follow)
for (const part of parts) {
  mark(part)
  for (const kind of ['input', 'change']) part.addEventListener(kind, () => mark(part))
}
for (const [id, link] of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    show(document.getElementById(id))
  })
}
room.querySelector('.take-room__end a').addEventListener('click', (event) => {
  event.preventDefault()
  end()
})
beginNotes(room)
beginKeys(room, { current, move, end })
