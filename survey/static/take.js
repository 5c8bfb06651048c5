/* The pages work without this; it adds what GOV.UK Frontend's components do, and printing. */
import { initAll } from './govuk/govuk-frontend.min.js'

/* Only now, because a page whose script did not arrive must look like one without. */
document.body.classList.add('js-enabled')
initAll()

for (const button of document.querySelectorAll('[data-take-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

/* On paper nothing can be opened: tables below charts are printed, and closed again after. */
let openedForPrint = []
window.addEventListener('beforeprint', () => {
  openedForPrint = [...document.querySelectorAll('details[data-take-print-open]:not([open])')]
  openedForPrint.forEach((details) => { details.open = true })
})
window.addEventListener('afterprint', () => {
  openedForPrint.forEach((details) => { details.open = false })
})
