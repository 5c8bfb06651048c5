/*
  Never lose a word. What is typed is kept in this browser at once and saved a second after typing
  stops, and on leaving; offline it waits here until the network is back. Without this script the
  page is saved by its buttons.
*/
import { Keeper } from './keeper.js'
import { dropAll, forget, forgetOthers, keep } from './kept.js'
import { typed } from './typed.js'

/*
  Two texts from which somebody chooses: only the button saves. What was kept is what was chosen
  from now on, because the page may not arrive.
*/
function leaveToButton (marker) {
  const form = marker.closest('form')
  const draft = marker.dataset.takeKeeping
  form.querySelector('[data-take-drop]')?.addEventListener('click', () => dropAll(draft))
  form.addEventListener('submit', () => {
    dropAll(draft)
    keep(draft, form.elements.version.value.split(' '), typed(form))
  })
}

for (const marker of document.querySelectorAll('[data-take-holder]')) {
  forgetOthers(marker.dataset.takeHolder)
  if ('done' in marker.dataset) forget(marker.dataset.takeHolder)
}
for (const marker of document.querySelectorAll('[data-take-forget]')) forget(marker.dataset.takeForget)

/* What keeps each form of this page. */
export const keepers = []
for (const marker of document.querySelectorAll('[data-take-keeping]')) {
  forgetOthers(marker.dataset.takeKeeping.split('.')[0])
  if ('chosen' in marker.dataset) leaveToButton(marker)
  else keepers.push(new Keeper(marker))
}
keepers.forEach((keeper) => keeper.begin())
/* A page brought back by the browser may be older than what was saved since. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted && navigator.onLine) window.location.reload()
})
