/*
  What is typed, in this browser's own storage, until the server has it. Each window that has a page
  open keeps its own, so that none writes over what another has not saved yet.
*/
const PREFIX = 'take:'
const WINDOW = Math.random().toString(36).slice(2)

function names (begin) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(begin))
  } catch {
    return []
  }
}

function read (name) {
  try {
    const found = JSON.parse(localStorage.getItem(name))
    return Array.isArray(found.values) && Array.isArray(found.seen) ? { ...found, name } : null
  } catch {
    return null
  }
}

export function remove (name) {
  try {
    localStorage.removeItem(name)
  } catch { /* there is no storage, so there is nothing in it */ }
}

/* Keep `values` of the page `draft`, which knew the versions `seen`; whether that could be done. */
export function keep (draft, seen, values) {
  try {
    localStorage.setItem(`${PREFIX}${draft}:${WINDOW}`, JSON.stringify({ seen, values, at: Date.now() }))
    return true
  } catch {
    return false
  }
}

/* Forget what this window kept of the page `draft`. */
export function drop (draft) {
  remove(`${PREFIX}${draft}:${WINDOW}`)
}

/* What any window kept of the page `draft`, the latest first. */
export function found (draft) {
  return names(`${PREFIX}${draft}:`).map(read).filter(Boolean).sort((one, other) => other.at - one.at)
}

/* Forget all that was kept of the page `draft`, whichever window did. */
export function dropAll (draft) {
  names(`${PREFIX}${draft}:`).forEach(remove)
}

/* Forget what everybody but `holder` left in this browser. */
export function forgetOthers (holder) {
  names(PREFIX).filter((name) => !name.startsWith(`${PREFIX}${holder}.`)).forEach(remove)
}

/* Forget all that `holder` left in this browser. */
export function forget (holder) {
  names(`${PREFIX}${holder}.`).forEach(remove)
}
