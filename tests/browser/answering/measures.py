"""What axe does not measure: how a page bears zoom, other spacing and a finger."""

from collections.abc import Iterator

from playwright.sync_api import Page, ViewportSize

# 1280 by 1024 at 400%: WCAG 2.2, 1.4.10.
ZOOMED = ViewportSize(width=320, height=256)
# WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
# A sheet that a script makes is no part of the page, so the content policy lets it be.
RESTYLE = """(css) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
}"""
# Boxes that hide a part of what they hold, and words that lie outside of their own box.
CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter((box) => {
  const style = getComputedStyle(box)
  if (style.display === 'inline' || !box.checkVisibility() || box.closest('svg')) return false
  if (box.closest('.govuk-visually-hidden, .govuk-skip-link, textarea, input')) return false
  if (box.closest('.take-people thead, .take-strip__name')) return false  // hidden from eyes alone
  if ((style.overflowX + style.overflowY).match(/hidden|clip/)) {
    return box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
  }
  if (!box.matches('label, button, summary, .govuk-button, .govuk-tag')) return false
  const outer = box.getBoundingClientRect()
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  const words = document.createRange()
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest('.govuk-visually-hidden')) continue
    words.selectNodeContents(texts.currentNode)
    for (const inner of words.getClientRects()) {
      if (inner.left < outer.left - 1 || inner.right > outer.right + 1) return true
      if (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1) return true
    }
  }
  return false
}).map((box) => box.outerHTML.slice(0, 120))"""
# 2.4.11: of whatever has the focus something can be seen, whatever sticks to an edge. Forwards it
# comes to lie at the window's lower edge, backwards at the upper.
COVERED = """(backwards) => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary'
)][backwards ? 'toReversed' : 'slice']().filter((control) => {
  if (!control.checkVisibility({ visibilityProperty: true })) return false
  control.focus()
  const own = [control, ...(control.labels ?? [])]
  const points = [.05, .25, .5, .75, .95].flatMap((x) => [.1, .5, .9].map((y) => [x, y]))
  return !own.some((part) => {
    const box = part.getBoundingClientRect()
    return points.some(([x, y]) => {
      const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)
      return top && own.some((each) => each.contains(top))
    })
  })
}).map((control) => control.outerHTML.slice(0, 120))"""
# How much of the window is taken by what does not scroll away.
STUCK = """() => [...document.body.querySelectorAll('*')]
  .filter((box) => ['fixed', 'sticky'].includes(getComputedStyle(box).position))
  .filter((box) => !box.matches('.govuk-skip-link') && box.checkVisibility())
  .reduce((sum, box) => sum + box.getBoundingClientRect().height, 0) / window.innerHeight"""
SMALL = """() => [...document.querySelectorAll(
  '.govuk-button, .take-tile__label, input[type=radio], input[type=checkbox]'
)]
  .filter((box) => box.checkVisibility() && !box.matches('.take-tile__input'))
  .map((box) => [box.getBoundingClientRect(), box])
  .filter(([size]) => size.height < 44 || size.width < 44)
  .map(([size, box]) => `${size.width} x ${size.height}: ${box.outerHTML.slice(0, 120)}`)"""


def faults_in(page: Page) -> Iterator[str]:
    """Whatever is wrong with the page as it stands, a line each."""
    yield from under_fingers(page)
    yield from covered(page, "at its own size")
    yield from zoomed(page)
    yield from respaced(page)


def zoomed(page: Page) -> Iterator[str]:
    """At 400% nothing sticks out or is cut off, and the focus can always be seen."""
    size = page.viewport_size
    page.set_viewport_size(ZOOMED)
    yield from sticking_out(page, "zoomed")
    yield from covered(page, "zoomed")
    if page.evaluate(STUCK) > 0.25:
        yield "more than a quarter of the window never scrolls away"
    page.set_viewport_size(size or ZOOMED)


def covered(page: Page, when: str) -> Iterator[str]:
    """Whatever cannot be seen while it has the focus."""
    for backwards in (False, True):
        for box in page.evaluate(COVERED, backwards):
            yield f"covered while it has the focus, {when}: {box}"
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def respaced(page: Page) -> Iterator[str]:
    """With the wider spacing that a reader may set, nothing sticks out or is cut off."""
    page.evaluate(RESTYLE, SPACING)
    yield from sticking_out(page, "with wider spacing")
    page.evaluate(RESTYLE, "")


def sticking_out(page: Page, when: str) -> Iterator[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"{wide} pixels wider than the window, {when}"
    yield from (f"cut off, {when}: {box}" for box in page.evaluate(CUT_OFF))


def under_fingers(page: Page) -> Iterator[str]:
    """What one answers with is 44 pixels high and wide at least; axe asks for 24 of the rest."""
    yield from (f"too small for a finger: {box}" for box in page.evaluate(SMALL))
