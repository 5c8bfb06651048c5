/* Two texts side by side: a button takes the other one, and gives back what was typed. */
import { put, typed } from './typed.js'

for (const other of document.querySelectorAll('[data-take-other]')) {
  const button = other.querySelector('button')
  const form = other.closest('form')
  const name = other.dataset.takeOther
  const names = [name, `${name}-permission`]
  const theirs = [[name, other.dataset.value], [names[1], other.dataset.permission]].filter(([, value]) => value)
  let mine = null
  if (!theirs.length) theirs.push([name, '']) // nothing was said there
  button.hidden = false
  button.addEventListener('click', () => {
    const before = typed(form).filter(([each]) => names.includes(each))
    put(form, mine ?? theirs, names)
    mine = mine ? null : before
    button.textContent = mine ? button.dataset.back : button.dataset.take
  })
}
