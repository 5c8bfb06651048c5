/* Puts a bracket in place of what is selected, at a click or the key '['. The server judges. */
const words = document.getElementById('words')
const standIns = [...document.querySelectorAll('[data-take-stand-in]')].map(each => each.dataset.takeStandIn)
const left = document.querySelector('[data-take-left]')

/* The selection without the blanks at its ends: a double click takes the one behind a word too. */
function selected () {
  let { selectionStart: start, selectionEnd: end } = words
  while (start < end && /\s/.test(words.value[start])) start++
  while (start < end && /\s/.test(words.value[end - 1])) end--
  return [start, end]
}

function put (standIn) {
  const [start, end] = selected()
  words.focus()
  if (start === end) return
  words.setSelectionRange(start, end)
  // Kept in the browser's own history, so that Ctrl+Z takes it back.
  if (!document.execCommand('insertText', false, standIn)) words.setRangeText(standIn)
  words.setSelectionRange(start, start + standIn.length)
  words.dispatchEvent(new Event('input', { bubbles: true }))
}

/* The same words in the quote, outside its brackets. */
function find (text) {
  const bare = words.value.replace(/\[[^\]]*\]/g, found => ' '.repeat(found.length))
  const at = bare.indexOf(text)
  if (at < 0) return
  words.focus()
  words.setSelectionRange(at, at + text.length)
}

/* What is no longer in the quote needs no tick. */
function follow () {
  if (!left) return
  const items = [...left.querySelectorAll('.govuk-checkboxes__item')]
  items.forEach(item => { item.hidden = !words.value.includes(item.querySelector('input').value) })
  left.hidden = items.every(item => item.hidden)
}

if (words) {
  document.querySelector('[data-take-stand-ins]').hidden = false
  document.querySelectorAll('[data-take-stand-in]').forEach(button => {
    button.addEventListener('click', () => put(button.dataset.takeStandIn))
  })
  words.addEventListener('keydown', event => {
    const [start, end] = selected()
    if (event.key !== '[' || start === end) return
    event.preventDefault()
    const last = standIns.indexOf(words.value.slice(start, end))
    put(standIns[(last + 1) % standIns.length])
  })
  words.addEventListener('input', follow)
  const original = document.getElementById('original')
  original.classList.add('take-marked--live')
  original.addEventListener('click', event => {
    if (event.target.matches('mark')) find(event.target.textContent)
  })
  follow()
}
