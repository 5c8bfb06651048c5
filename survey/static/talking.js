/*
  The keys of a conversation. While one types in a field only Esc, Ctrl and Alt do anything; the
  others can be switched off (WCAG 2.1.4), which this browser remembers.
*/
import { mark } from './noting.js'

const OFF = 'take-single-keys'
const TYPED = 'textarea, select, input:not([type=radio]):not([type=checkbox])'
let room
let doing
let measure = null // the score that a digit is for

export function beginKeys (within, actions) {
  room = within
  doing = actions
  const keys = room.querySelector('[data-take-keys]')
  keys.hidden = false
  const box = keys.querySelector('#single-keys')
  box.checked = stored() !== 'off'
  const follow = () => room.classList.toggle('take-room--keys', box.checked)
  box.addEventListener('change', () => {
    store(box.checked ? null : 'off')
    follow()
  })
  follow()
  choose(next())
  document.addEventListener('keydown', pressed)
  room.addEventListener('focusin', (event) => {
    const score = event.target.closest?.('[data-take-measure]')
    if (score?.dataset.takeMeasure) choose(score)
  })
}

function stored () {
  try {
    return localStorage.getItem(OFF)
  } catch {
    return null
  }
}

function store (value) {
  try {
    if (value) localStorage.setItem(OFF, value)
    else localStorage.removeItem(OFF)
  } catch { /* there is no storage: it holds until the page is left */ }
}

function pressed (event) {
  if (event.metaKey || event.isComposing) return
  const typing = event.target.matches?.(TYPED)
  if (event.key === 'Escape' && typing) return leave(event)
  if ((event.ctrlKey || event.altKey) && event.code === 'KeyQ') return said(event)
  if (typing || event.ctrlKey || event.altKey || !room.classList.contains('take-room--keys')) return
  const act = SINGLE[event.key] ?? (/^\d$/.test(event.key) ? () => score(event.key) : null)
  if (!act || event.repeat) return
  event.preventDefault()
  act()
}

const SINGLE = {
  j: () => go(1),
  k: () => go(-1),
  p: () => aim('progress'),
  m: () => aim('maturity'),
  x: () => clear(),
  n: () => write('[data-take-notes] textarea'),
  c: () => write('.take-talk__form > .take-comment textarea'),
  e: () => doing.end()
}

function said (event) {
  if (!mark(event.target)) return
  event.preventDefault()
}

function go (by) {
  doing.move(by)
  choose(next())
}

function measures () {
  return [...doing.current().querySelectorAll('[data-take-measure]')].filter((each) => each.dataset.takeMeasure)
}

/* The first score that is not given yet, else the first. */
function next () {
  const all = measures()
  return all.find((each) => !each.querySelector(':checked')) ?? all[0] ?? null
}

function choose (score) {
  measure?.classList.remove('take-compact--current')
  measure = score
  measure?.classList.add('take-compact--current')
}

function chosen () {
  return measures().includes(measure) ? measure : next()
}

/* Of several scores on one measure the one after that which is chosen. */
function aim (name) {
  const own = measures().filter((each) => each.dataset.takeMeasure === name)
  if (own.length) focus(own[(own.indexOf(measure) + 1) % own.length])
}

function focus (score) {
  choose(score)
  const tile = score.querySelector(':checked') ?? score.querySelector('input')
  tile.focus()
}

function score (key) {
  const own = chosen()
  const tile = own?.querySelector(`input[data-key="${key}"]`)
  if (!tile) return
  tile.checked = true
  changed(tile)
  tell(`${name(own)}: ${tile.labels[0].textContent.trim()}`)
  const all = measures()
  const following = all[all.indexOf(own) + 1]
  focus(following ?? own)
}

function clear () {
  const own = chosen()
  const tile = own?.querySelector(':checked')
  if (!tile) return
  tile.checked = false
  changed(tile)
  tell(`${name(own)}: no score`)
}

function name (score) {
  return score.querySelector('legend').firstChild.textContent.trim()
}

function changed (tile) {
  tile.dispatchEvent(new Event('input', { bubbles: true }))
  tile.dispatchEvent(new Event('change', { bubbles: true }))
}

function tell (text) {
  room.querySelector('[data-take-told]').textContent = text
}

function write (where) {
  const box = doing.current().querySelector(where)
  if (!box) return
  box.focus()
  box.setSelectionRange(box.value.length, box.value.length)
}

function leave (event) {
  event.preventDefault()
  const score = chosen()
  if (score) focus(score)
  else doing.current().querySelector('h2').focus({ preventScroll: true })
}
