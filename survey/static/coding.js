/*
  Coding by keyboard: letters look for a code, arrows go through those that are found, Enter, a
  number or a sign chooses, Ctrl+Enter saves. Without this every code is a box to tick.
*/
const KEPT = 'take-single-keys'
const form = document.querySelector('[data-take-coding]')
const box = form?.querySelector('[data-take-filter]')
const filter = box?.querySelector('input')
const said = box?.querySelector('[role=status]')
const fresh = form?.querySelector('[data-take-new]')
const keys = document.querySelector('[data-take-keys]')
const single = keys?.querySelector('input')
const items = form ? [...form.querySelectorAll('[data-take-code]')] : []

const boxOf = (item) => item.querySelector('input')
const visible = () => items.filter((item) => !item.hidden)

/* Keys are told on every code that a number or a sign chooses. */
function tellKeys () {
  let number = 0
  for (const item of items) {
    const sign = boxOf(item).dataset.key
    const place = !item.hidden && !sign ? ++number : 0
    item.querySelector('kbd').textContent = sign ?? (place && place < 10 ? place : '')
  }
  form.classList.toggle('take-coding--plain', !single.checked)
}

function look () {
  const wanted = filter.value.trim().toLocaleLowerCase()
  for (const item of items) {
    item.hidden = !item.dataset.takeCode.toLocaleLowerCase().includes(wanted) && !boxOf(item).checked
  }
  const count = found().length
  const told = [form.dataset.none, form.dataset.foundOne][count] ?? form.dataset.found
  said.textContent = wanted ? told.replace('{count}', count) : ''
  tellKeys()
}

/* What has the letters, told from what stays in sight because it is chosen. */
function found () {
  const wanted = filter.value.trim().toLocaleLowerCase()
  return items.filter((item) => item.dataset.takeCode.toLocaleLowerCase().includes(wanted))
}

function toggle (item) {
  if (!item) return
  const tick = boxOf(item)
  tick.checked = !tick.checked
  if (filter.value) {
    filter.value = ''
    look()
  }
  const words = tick.checked ? form.dataset.chosen : form.dataset.dropped
  said.textContent = words.replace('{code}', item.dataset.takeCode)
}

function step (by) {
  const inSight = visible()
  const place = inSight.findIndex((item) => boxOf(item) === document.activeElement)
  const next = place + by
  if (next < 0) filter.focus()
  else if (next < inSight.length) boxOf(inSight[next]).focus()
}

function numbered (digit) {
  return visible().filter((item) => !boxOf(item).dataset.key)[digit - 1]
}

/* Whether a key chooses by itself; gives the code that it chooses. */
function meant (key) {
  if (!single.checked) return null
  if (/^[1-9]$/.test(key)) return numbered(Number(key))
  return items.find((item) => boxOf(item).dataset.key === key)
}

function pressed (event) {
  const at = event.target
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const within = fresh.contains(at) ? fresh : form.querySelector('.take-coding__done')
    form.requestSubmit(within.querySelector('button'))
    event.preventDefault()
    return
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const onCode = form.contains(at) && at.matches('[data-take-code] input')
  const typing = at.matches('input:not([type=checkbox]), select, textarea')
  if (typing && at !== filter) return
  if (handled(event.key, at, onCode)) event.preventDefault()
  else if (at !== filter && single.checked && /^\p{L}$/u.test(event.key)) filter.focus()
}

/* What a key does without others; false where it keeps its own meaning. */
function handled (key, at, onCode) {
  if ((key === 'ArrowDown' || key === 'ArrowUp') && (onCode || at === filter)) {
    step(key === 'ArrowDown' ? 1 : -1)
  } else if (key === 'Enter' && (onCode || at === filter)) {
    if (onCode) toggle(at.closest('[data-take-code]'))
    else if (filter.value.trim()) toggle(found()[0])
  } else if (key === 'Escape' && filter.value) {
    filter.value = ''
    look()
    filter.focus()
  } else {
    const item = meant(key)
    if (!item) return false
    toggle(item)
  }
  return true
}

/* A browser that lets nothing be kept asks anew on every page. */
function kept () {
  try { return localStorage.getItem(KEPT) } catch { return null }
}

function keep (value) {
  try { localStorage.setItem(KEPT, value) } catch { /* it holds for this page */ }
}

function begin () {
  box.hidden = keys.hidden = false
  single.checked = kept() !== 'off'
  single.addEventListener('change', () => {
    keep(single.checked ? 'on' : 'off')
    tellKeys()
  })
  filter.addEventListener('input', look)
  filter.value = '' // some browsers bring back what was typed
  look()
  document.addEventListener('keydown', pressed)
  const summary = document.querySelector('.govuk-error-summary')
  if (!summary && matchMedia('(hover: hover) and (pointer: fine)').matches) filter.focus({ preventScroll: true })
}

if (form) begin()
