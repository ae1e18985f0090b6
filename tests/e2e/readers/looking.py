"""What a browser is asked about a page, as JavaScript."""

# What lies outside of the window, beside what scrolls in a box of its own and what is meant for
# screen readers alone. Boxes that open are opened: closed, what is in them is nowhere.
OUTSIDE = """() => {
  for (const box of document.querySelectorAll('details')) box.open = true;
  const scrolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX)
    ? each !== document.scrollingElement : scrolls(each.parentElement));
  return [...document.querySelectorAll('body *')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1)
      && !each.closest('.skip, svg *') && !scrolls(each.parentElement);
  }).map((each) => each.outerHTML.slice(0, 90));
}"""
WIDER = "() => document.scrollingElement.scrollWidth - innerWidth"
# Texts of which a part cannot be seen, because their box is too small and hides what is too much.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const style = getComputedStyle(each);
  const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
  return hides && style.webkitLineClamp === 'none' && each.clientWidth > 1
    && each.innerText?.trim() && !each.closest('svg')
    && (each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2);
}).map((each) => each.outerHTML.slice(0, 90))"""
# Links in place of pictures whose words lie outside of the place of the picture.
SPILLED = """() => [...document.querySelectorAll('.unloaded')].filter((each) => {
  const place = each.querySelector('img').getBoundingClientRect();
  const words = each.querySelector('a > :last-child').getBoundingClientRect();
  return words.bottom > place.bottom + 1 || words.top < place.top - 1
    || words.left < place.left - 1 || words.right > place.right + 1;
}).map((each) => each.innerText)"""
# WCAG 1.4.12.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each);
  return parseFloat(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth'
    || (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01);
}).map((each) => each.outerHTML.slice(0, 90))"""
# Buttons and fields of which neither they nor the box around them has an edge.
WITHOUT_EDGE = """() => [...document.querySelectorAll(
  'button, .button, select, textarea, input:not([type=hidden])')].filter((each) => {
  const edged = (one) => parseFloat(getComputedStyle(one).borderBlockEndWidth) > 0;
  return each.checkVisibility() && !edged(each) && !edged(each.parentElement);
}).map((each) => each.outerHTML.slice(0, 90))"""
# How the menu shows which page is open, and how it shows the others.
CURRENT = """() => {
  const look = (each) => {
    const style = getComputedStyle(each);
    return [style.textDecorationLine, style.borderBlockEndWidth, style.outlineStyle].join();
  };
  const links = [...document.querySelectorAll('header nav li a')];
  return [links.filter((each) => each.ariaCurrent), links.filter((each) => !each.ariaCurrent)]
    .map((some) => some.map(look));
}"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""
# What has the focus: where it is on the page, and how it shows that it has it.
FOCUS = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const rgb = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return text.startsWith('color') ? parts.map((one, at) => at < 3 ? one * 255 : one) : parts;
  };
  const light = (text) => rgb(text).slice(0, 3).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  let ground = each.parentElement;
  while (ground.parentElement && (rgb(getComputedStyle(ground).backgroundColor)[3] ?? 1) < 1) {
    ground = ground.parentElement;
  }
  const [low, high] = [style.outlineColor, getComputedStyle(ground).backgroundColor].map(light)
    .sort((one, other) => one - other);
  return {
    html: each.outerHTML.slice(0, 90), frame: each.closest('header.masthead, footer') !== null,
    skip: each.matches('.skip') ? each.getAttribute('href') : '',
    left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (high + 0.05) / (low + 0.05),
  };
}"""
# Rows of cards that do not reach from one edge of their grid to the other.
ROWS_WITH_HOLES = """() => [...document.querySelectorAll('.grid')].flatMap((grid) => {
  const edge = grid.getBoundingClientRect(), rows = {};
  for (const card of grid.children) {
    const box = card.getBoundingClientRect();
    (rows[Math.round(box.top)] ??= []).push(box);
  }
  return Object.values(rows).map((boxes) => [
    Math.min(...boxes.map((box) => box.left)) - edge.left,
    edge.right - Math.max(...boxes.map((box) => box.right)),
  ]).filter((gaps) => Math.max(...gaps) > 1);
})"""
# The widths of pictures in lists: as they are shown, in pixels of the screen, and as loaded.
WIDTHS = """() => Promise.all([...document.querySelectorAll('.grid img, .story-row img')]
  .map(async (each) => {
    each.loading = 'eager';
    await each.decode();
    const loaded = new Image();
    loaded.src = each.currentSrc;
    await loaded.decode();
    return [each.clientWidth * devicePixelRatio, loaded.naturalWidth];
  }))"""
# Texts from left to right that continue on another line.
BROKEN = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
}).map((each) => each.outerHTML)"""
# How much of its row each picture beside a text has.
SHARES = """() => [...document.querySelectorAll('.card img, .story-row img')]
  .map((each) => each.clientWidth / each.closest('.card, .story-row').clientWidth)"""
# Links of the menu that the button of the search covers.
COVERED = """() => {
  const button = document.querySelector('.search-header summary').getBoundingClientRect();
  return [...document.querySelectorAll('.menu a')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.left < button.right && button.left < box.right
      && box.top < button.bottom && button.top < box.bottom;
  }).map((each) => each.textContent);
}"""
