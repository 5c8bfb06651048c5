/* Counts a comment while it is typed, as the server counts it: characters, not halves of emoji, and
   every line break once. Eyes see it from the first character; it is spoken when space runs short. */
const STILL = 1000
const SHORT = 0.75

function said (words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang))
}

function follow (comment) {
  const words = comment.querySelector('textarea')
  const info = comment.querySelector('.take-comment__count')
  const most = Number(comment.dataset.takeCount)
  const empty = info.textContent
  const spoken = document.createElement('div')
  spoken.className = 'govuk-visually-hidden'
  spoken.setAttribute('role', 'status')
  comment.append(spoken)
  let waiting

  function count () {
    const length = [...words.value].length
    const over = length - most
    const now = over > 0
      ? said(comment.dataset.tooMany, { count: length, over })
      : length ? said(comment.dataset.counted, { count: length }) : empty
    info.textContent = now
    info.classList.toggle('take-comment__count--over', over > 0)
    clearTimeout(waiting)
    waiting = setTimeout(() => { spoken.textContent = length < most * SHORT ? '' : now }, STILL)
  }

  words.addEventListener('input', count)
  if (words.value) count()
}

document.querySelectorAll('[data-take-count]').forEach(follow)
