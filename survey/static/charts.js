/* Draws the charts of a page, each as its figure's `data-take-chart` describes it. Every figure
   stands in the table below too, so that nobody who sees no chart misses one. The library is loaded
   here alone, and interprets expressions: nothing is compiled, and no style is written into the page. */
const SHARP = 2

function element (tag, name, words = '') {
  const made = document.createElement(tag)
  made.className = name
  made.textContent = words
  return made
}

/* What a mark says when it is pointed at; one box serves every chart. */
const box = element('div', 'take-chart__tip')
box.hidden = true
box.setAttribute('aria-hidden', 'true')

function tell (_, event, __, value) {
  box.hidden = value === null || value === undefined || value === ''
  if (box.hidden) return
  const facts = typeof value === 'object' ? Object.entries(value) : [['', value]]
  box.replaceChildren(...facts.map(([name, fact]) => {
    const line = element('div', 'take-chart__fact')
    if (name) line.append(element('span', 'take-chart__name', name), ' ')
    line.append(element('span', 'take-chart__value', fact))
    return line
  }))
  const room = document.documentElement.clientWidth - box.offsetWidth - 8
  const above = event.clientY - box.offsetHeight - 14
  box.style.left = `${Math.max(8, Math.min(event.clientX - box.offsetWidth / 2, room))}px`
  box.style.top = `${above < 8 ? event.clientY + 18 : above}px`
}

function save (blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

const files = {
  svg: async (view) => new Blob([await view.toSVG()], { type: 'image/svg+xml' }),
  png: async (view) => {
    const canvas = await view.toCanvas(SHARP)
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  }
}

async function draw (figure, vegaEmbed) {
  const place = figure.querySelector('[data-take-chart]')
  place.hidden = false
  /* The place is one picture with a name; Vega would give it another, and each mark one too. */
  const board = element('div', 'take-chart__board')
  board.setAttribute('aria-hidden', 'true')
  place.append(board)
  try {
    const { view } = await vegaEmbed(board, JSON.parse(place.dataset.takeChart), {
      mode: 'vega-lite', ast: true, actions: false, defaultStyle: false, renderer: 'svg', tooltip: tell
    })
    view.addEventListener('mousemove', (_, item) => {
      board.classList.toggle('take-chart__board--leads', Boolean(item?.datum?.href))
    })
    view.addEventListener('click', (_, item) => {
      const address = item?.datum?.href
      if (typeof address === 'string' && address.startsWith('/')) window.location.assign(address)
    })
    for (const button of figure.querySelectorAll('[data-take-save]')) {
      const kind = button.dataset.takeSave
      button.addEventListener('click', async () => save(await files[kind](view), `${figure.id}.${kind}`))
      button.closest('li').hidden = false
    }
    place.dataset.takeDrawn = ''
  } catch (error) {
    place.hidden = true
    console.error(figure.id, error)
  }
}

const figures = [...document.querySelectorAll('.take-chart:has([data-take-chart])')]
if (figures.length) {
  document.body.append(box)
  const { vegaEmbed } = await import('./vega/vega.js')
  for (const figure of figures) await draw(figure, vegaEmbed)
}
