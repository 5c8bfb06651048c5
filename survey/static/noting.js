/*
  Notes on a theme: the time when it is entered, and the mark of what the speaker said. Text is put in
  as if it were typed, so that the browser can undo it and the keeper keeps it.
*/
const MARK = '> '
const STAMP = /^\s*\[\d\d:\d\d\]\s*$/
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
const entered = new WeakSet()

export function beginNotes (room) {
  for (const notes of room.querySelectorAll('[data-take-notes]')) {
    const box = notes.querySelector('textarea')
    const button = notes.querySelector('.take-notes__mark')
    button.hidden = false
    button.addEventListener('click', () => {
      box.focus()
      mark(box)
    })
    box.addEventListener('beforeinput', (event) => stamp(box, event))
  }
}

/* `part` is entered anew: what is noted from now on begins with the time. */
export function enter (part) {
  const box = part.querySelector('[data-take-notes] textarea')
  if (box) entered.add(box)
}

/* Only what is added at the end is new; a change to what stands there has no time of its own. */
function stamp (box, event) {
  if (!entered.has(box) || !event.inputType.startsWith('insert')) return
  entered.delete(box)
  if (box.selectionStart !== box.value.length) return
  const own = box.value && !box.value.endsWith('\n') ? '\n' : ''
  type(box, `${own}[${CLOCK.format(new Date())}]\n`)
}

/* Mark the lines that are selected, or take their marks away; whether `box` holds notes at all. */
export function mark (box) {
  if (!box.closest?.('[data-take-notes]') || box.tagName !== 'TEXTAREA') return false
  const from = box.value.lastIndexOf('\n', box.selectionStart - 1) + 1
  const after = box.value.indexOf('\n', Math.max(box.selectionEnd - (box.selectionEnd > box.selectionStart ? 1 : 0), from))
  const to = after < 0 ? box.value.length : after
  const lines = box.value.slice(from, to).split('\n')
  const words = lines.filter((line) => line.trim() && !STAMP.test(line))
  const marked = words.length > 0 && words.every((line) => line.startsWith(MARK))
  const fromEnd = box.value.length - box.selectionEnd
  box.setSelectionRange(from, to)
  type(box, lines.map((line) => turned(line, marked, words)).join('\n'))
  const caret = Math.max(box.value.length - fromEnd, from)
  box.setSelectionRange(caret, caret)
  return true
}

/* An empty line alone gets a mark to type behind. */
function turned (line, marked, words) {
  if (marked) return line.startsWith(MARK) ? line.slice(MARK.length) : line
  if (words.length && !words.includes(line)) return line
  if (!words.length && line.startsWith(MARK)) return line.slice(MARK.length)
  return line.startsWith(MARK) || STAMP.test(line) ? line : `${MARK}${line}`
}

function type (box, text) {
  // Of all ways the only one that undo knows; where a browser has left it out, the plain one.
  if (document.execCommand?.('insertText', false, text)) return
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}
