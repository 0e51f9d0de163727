"""What several tests ask of a page: that it breaks no rule of access, that nothing moved."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # it works out the rest for nobody, and takes twice as long
    # axe would put imported style sheets into the page again, which the policy forbids; the one rule
    # that reads them is experimental and off.
    "preload": False,
}

_SHIFTS = """new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""


def breaks_no_rule(page: Page, part: str | None = None) -> None:
    """Fails with axe's report if the page as it stands, or a part of it, breaks a rule of access."""
    result = Axe().run(page, part, RULES)
    assert result.violations_count == 0, result.generate_report()


def scrolls_sideways(page: Page, *widths: int) -> list[int]:
    """The widths of window, the one that is open among them, in which something overflows."""
    found = []
    for width in (None, *widths):
        if width:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(page.evaluate("innerWidth"))
    return found


def shifts(page: Page) -> float:
    """How much of the page has moved while it loaded (CLS)."""
    return float(page.evaluate(_SHIFTS))


def comes_true(page: Page, expression: str) -> None:
    """Waits until an expression holds; the page's policy forbids the browser to wait by itself."""
    for _ in range(250):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(expression)


def edges(locator: Locator) -> tuple[float, float, float, float]:
    """Where something stands in the window: left, top, right, bottom."""
    box = locator.bounding_box()
    assert box, "it is not shown"
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def enlarge(page: Page) -> None:
    """Words of twice their size, as a reader may set them."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")


def swipe_down(page: Page, x: float, y: float, distance: float) -> None:
    """One finger, drawn down."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        send("touchMove", {"x": x, "y": y + distance * step / 5})
    send("touchEnd")
