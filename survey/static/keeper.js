/* What is typed into one page: kept here at once, and on the server a moment later. */
import { drop, found, keep, remove } from './kept.js'
import { post } from './posting.js'
import { Saying } from './saying.js'
import { put, same, served, typed, versionOf } from './typed.js'

const PAUSE = 1000
const RETRY = [5000, 10000, 20000, 30000]
const MOST_VERSIONS = 30

export class Keeper {
  constructor (marker) {
    this.form = marker.closest('form')
    this.draft = marker.dataset.takeKeeping
    this.words = marker.dataset
    this.saying = new Saying(this.form, this.words)
    this.version = this.form.elements.version
    this.stored = 'typed' in marker.dataset ? null : served(this.form)
    this.sent = null // what is on its way
    this.turn = 0
    this.failures = 0
    this.stopped = false // nothing is saved any more until somebody presses a button
    this.over = false // the page is being left by its button
    this.queue = Promise.resolve()
  }

  get changed () {
    return !same(typed(this.form), this.sent ?? this.stored)
  }

  begin () {
    this.putBack()
    this.form.addEventListener('input', () => this.touched())
    this.form.addEventListener('change', () => this.touched())
    this.form.addEventListener('submit', (event) => this.pressed(event))
    window.addEventListener('online', () => this.again())
    window.addEventListener('pagehide', () => this.leave())
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) this.over = this.waiting = false
    })
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.leave()
      else this.again()
    })
  }

  /* What an earlier window could not save is put back, or shown beside what was saved since. */
  putBack () {
    const here = this.stored ?? typed(this.form)
    const kept = found(this.draft)
    kept.filter((each) => same(each.values, here)).forEach((each) => remove(each.name))
    if (this.stored === null) return this.hold()
    const latest = kept.find((each) => !same(each.values, here))
    if (!latest) return this.changed ? this.touched() : null
    const mine = latest.seen.some((version) => this.version.value.split(' ').includes(version))
    put(this.form, latest.values)
    if (!mine) this.version.value = latest.seen.join(' ')
    this.hold()
    remove(latest.name)
    if (!mine) return this.natively()
    this.saying.back()
    this.save()
  }

  hold () {
    this.safe = keep(this.draft, this.version.value.split(' '), typed(this.form))
  }

  touched () {
    if (this.over) return
    this.hold()
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.save(), PAUSE)
  }

  /* One at a time, so that a window never meets itself. */
  save (then = '', pressed = false) {
    clearTimeout(this.timer)
    this.queue = this.queue.then(() => {
      if (this.over || (!pressed && (!this.changed || this.stopped))) return null
      return this.attempt({ then, pressed })
    })
    return this.queue
  }

  async attempt ({ then = '', pressed = false, leaving = false }) {
    const turn = ++this.turn
    const values = this.sent = typed(this.form)
    const posted = post(this.form, then, leaving)
    versionOf(values).then((version) => this.mayBe(version, turn))
    const answer = await posted
    if (turn !== this.turn) return null // a later one has overtaken it
    this.sent = null
    if (answer.kind === 'saved') this.arrived(values, answer)
    else this.failed(answer, pressed)
    return answer
  }

  /* Until the server answers nobody knows whether it has the page as it was, or as it was sent. */
  mayBe (version, turn) {
    if (!version || turn < this.answered) return
    const known = this.version.value.split(' ').filter((each) => each !== version)
    this.version.value = [...known, version].slice(-MOST_VERSIONS).join(' ')
    if (this.safe) this.hold()
  }

  arrived (values, answer) {
    this.answered = this.turn + 1
    this.failures = 0
    this.stored = values
    if (answer.version) this.version.value = answer.version
    if (answer.saved) this.saying.saved(answer.saved)
    if (this.changed) this.touched()
    else drop(this.draft)
  }

  failed (answer, pressed) {
    this.hold()
    if (answer.kind === 'refused') {
      this.stopped = answer.status !== 400
      const both = answer.both ? this.words.both : answer.sentence
      if (!pressed) this.saying.trouble(both ?? this.words.elsewhere, this.safe, false)
      return
    }
    const kind = answer.kind === 'offline' && navigator.onLine ? 'unreachable' : answer.kind
    this.saying.trouble(this.words[kind], this.safe, pressed)
    const wait = RETRY[Math.min(this.failures++, RETRY.length - 1)]
    this.timer = setTimeout(() => this.save(), wait)
  }

  /* The network is back, or somebody looks at the page again: perhaps it can be saved now. */
  again () {
    if (this.over || !this.changed) return
    this.stopped = false
    this.save()
  }

  leave () {
    if (this.over || this.stopped || !this.changed) return
    clearTimeout(this.timer)
    this.attempt({ leaving: true })
  }

  async pressed (event) {
    if (this.over) return
    event.preventDefault()
    if (this.waiting) return
    this.waiting = true
    this.saying.saving()
    const answer = await this.save(event.submitter?.value ?? '', true)
    this.waiting = false
    if (answer?.kind === 'saved' && answer.version && this.changed) return this.pressed(event)
    if (answer?.kind === 'refused') return this.natively(event.submitter)
    if (answer?.kind !== 'saved' || !answer.next) return
    this.over = true
    drop(this.draft)
    window.location.assign(answer.next)
  }

  /* As without this script: the server's own page says what is wrong, with all that was typed. */
  natively (button) {
    this.over = true
    this.form.requestSubmit(button)
  }
}
