/* How a page says what it has saved: in its strip, quietly; beside its button, when that failed. */

/* What is not saved yet of any form: one that was saved does not hide that another was not. */
const troubles = new Map()

export class Saying {
  constructor (form, words) {
    this.words = words
    this.strip = document.querySelector('.take-where [role=status]')
    this.beside = document.createElement('p')
    this.beside.className = 'govuk-body take-unsaved'
    this.beside.setAttribute('role', 'alert')
    this.beside.hidden = true
    form.append(this.beside)
    this.last = ''
  }

  saved (time) {
    troubles.delete(this)
    const [left] = troubles.values()
    if (left) this.say(left, 'trouble')
    else this.say(this.words.saved.replace('{time}', time), 'saved')
    this.beside.hidden = true
  }

  saving () {
    this.say(this.words.saving, 'waiting')
  }

  back () {
    this.say(this.words.back, 'waiting')
  }

  /* `sentence` says what is wrong; what follows depends on whether the words are `kept` here. */
  trouble (sentence, kept, pressed) {
    const whole = `${sentence} ${kept ? this.words.kept : this.words.open}`
    troubles.set(this, whole)
    this.say(whole, 'trouble')
    if (!pressed) return
    this.beside.hidden = false
    this.beside.textContent = whole
  }

  /* Whoever listens hears what is new, and not each minute that it was saved again. */
  say (text, kind) {
    if (!this.strip || this.strip.textContent === text) return
    this.strip.setAttribute('aria-live', kind === this.last ? 'off' : 'polite')
    for (const each of ['waiting', 'trouble']) {
      this.strip.classList.toggle(`take-where__saved--${each}`, kind === each)
    }
    this.strip.textContent = text
    this.last = kind
  }
}
