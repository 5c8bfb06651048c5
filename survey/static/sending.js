/* Follows mail that is being sent. Without this the page says how far it was when it was opened. */
const EVERY = 2000

async function follow (sending) {
  const bar = sending.querySelector('progress')
  const words = sending.querySelector('[role=status]')
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY))
    if (document.hidden) continue
    const answer = await fetch(sending.dataset.takeSending, { headers: { Accept: 'application/json' } })
    if (!answer.ok || answer.redirected) return
    const found = await answer.json()
    if (found.done) {
      bar.max = bar.value = 1
      words.textContent = 'Everything that was due has been sent. Open the page anew for the figures.'
      return
    }
    bar.max = found.total
    bar.value = found.sent
    words.textContent = found.sentence
  }
}

for (const sending of document.querySelectorAll('[data-take-sending]')) {
  follow(sending).catch(() => {})
}
