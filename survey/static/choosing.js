/* Number keys choose within a score, only while it has the focus: elsewhere they mean nothing.
   Without this the arrow keys choose, as in every group of radio buttons. */
function pressed (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^\d$/.test(event.key)) return
  const score = event.target.closest('[data-take-score]')
  const tile = score && score.querySelector(`[data-key="${event.key}"]`)
  if (!tile) return
  event.preventDefault()
  tile.focus()
  if (tile.checked) return
  tile.checked = true
  tile.dispatchEvent(new Event('input', { bubbles: true }))
  tile.dispatchEvent(new Event('change', { bubbles: true }))
}

document.addEventListener('keydown', pressed)
