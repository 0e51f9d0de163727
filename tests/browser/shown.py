"""What several tests check on a page: accessibility, overflow, layout shift, where things are."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to work out the rest takes twice as long, and nobody reads it
    # Without this, axe would insert imported style sheets, which the policy forbids; the one rule
    # that reads them is experimental and off.
    "preload": False,
}

_SHIFTS = """new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""


LOOKS = ("color-contrast", "link-in-text-block", "target-size")
"""The rules about how things look, which the style sheet alone can break; most of axe’s time."""


def breaks_no_rule(page: Page, part: str | None = None, without: tuple[str, ...] = ()) -> None:
    """Fail with axe's report if the page, or a part of it, now breaks an accessibility rule."""
    left_out = {rule: {"enabled": False} for rule in without}
    result = Axe().run(page, part, RULES | {"rules": left_out})
    assert result.violations_count == 0, result.generate_report()


def scrolls_sideways(page: Page, *widths: int) -> list[int]:
    """Return the widths, of the open one and those given, at which the page scrolls sideways."""
    found = []
    for width in (None, *widths):
        if width:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(page.evaluate("innerWidth"))
    return found


def shifts(page: Page) -> float:
    """Return how much of the page moved while it loaded (CLS)."""
    return float(page.evaluate(_SHIFTS))


def comes_true(page: Page, expression: str) -> None:
    """Wait until an expression is true; the page's policy forbids what playwright offers."""
    for _ in range(250):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(expression)


_SEEN = """all => all.map(e => {
  const { width, height } = e.getBoundingClientRect();
  return width > 0 && height > 0 && getComputedStyle(e).visibility === 'visible';
})"""


def seen(page: Page, selector: str) -> list[bool]:
    """Return, for each element that a selector finds, whether it is visible: all in one question."""
    return list(page.locator(selector).evaluate_all(_SEEN))


def edges(locator: Locator) -> tuple[float, float, float, float]:
    """Return where an element is in the window, in CSS pixels: left, top, right, bottom."""
    box = locator.bounding_box()
    assert box, "it is not shown"
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def enlarge(page: Page) -> None:
    """Enlarge the text to twice its size, as a reader may."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")


def swipe(page: Page, x: float, y: float, across: float, down: float) -> None:
    """Swipe with one finger, from a point and for distances in CSS pixels, to the right and down."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        send("touchMove", {"x": x + across * step / 5, "y": y + down * step / 5})
    send("touchEnd")


def swipe_down(page: Page, x: float, y: float, distance: float) -> None:
    """Swipe straight down."""
    swipe(page, x, y, 0, distance)


def open_menu(page: Page, name: str) -> Locator:
    """Open a menu of the row of tools, unless it is open, and return it."""
    menu = page.locator(f".tt-bar details.{name}")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    return menu


def choose(page: Page, option: str) -> None:
    """Choose an option of the row of tools, such as `view-both`, from its menu."""
    label = page.locator(f"label[for={option}]")
    if not label.is_visible():
        menu = page.locator(".tt-bar details").filter(has=label)
        menu.locator("summary").click()
    label.click()


def point(page: Page) -> None:
    """Move the pointer, and wait for what is fetched when a reader first does."""
    page.locator("h1").hover()
    page.locator(".sourced").wait_for(state="attached")
