// What stands in the way of whoever reads this page with weak eyes or works it without a mouse. Run in the page by MenuTests.
() => {
  const faults = new Map();
  const say = (what, element) => { if (faults.size < 6 && !faults.has(what)) faults.set(what, what + ': ' + element.outerHTML.replace(/\s+/g, ' ').slice(0, 120)); };
  const shown = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const colour = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const light = ({ r, g, b }) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer.a > 0) layers.push(layer);
      if (layer.a === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), { r: 255, g: 255, b: 255, a: 1 });
  };

  // Words: 4.5 to 1, large ones 3 to 1 (WCAG 1.4.3). What cannot be used is exempt there too, and so are drawings.
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg, canvas, script, style, option, :disabled, [aria-disabled=true], [aria-hidden=true], .vh') || !shown(element)) continue;
    const style = getComputedStyle(element), under = behind(element), ink = over(colour(style.color), under);
    const [high, low] = [light(ink), light(under)].sort((a, b) => b - a), ratio = (high + .05) / (low + .05);
    const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
    if (ratio < (isLarge ? 3 : 4.5)) say(`words at ${ratio.toFixed(2)} to 1`, element);
  }

  // Names: whoever hears the page hears what each control is for.
  const named = element => element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.title || [...element.labels || []].some(label => label.textContent.trim()) || element.placeholder;
  for (const control of document.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea'))
    if (shown(control) && !named(control)) say('a field without a name', control);
  for (const control of document.querySelectorAll('button, a[href], summary'))
    if (shown(control) && !control.textContent.trim() && !named(control) && !control.querySelector('img[alt]:not([alt=""]), svg[aria-label], svg title')) say('a control without a name', control);
  if (!document.title.trim()) say('a page without a title', document.documentElement);
  if (document.documentElement.lang === '') say('a page without a language', document.documentElement);

  // Focus: each control that takes it shows it. A key was pressed just before, so the browser shows it as it does to who works by keyboard.
  const began = document.activeElement;
  const marked = element => { const style = getComputedStyle(element); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5; };
  const kinds = new Set();
  for (const control of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
    if (!shown(control) || control.disabled || control.closest('.vh')) continue;
    // One of each look is enough.
    const kind = control.tagName + control.type + control.className + control.parentElement.className;
    if (kinds.has(kind) || kinds.size > 60) continue;
    kinds.add(kind);
    control.focus({ preventScroll: true });
    // A field may show it on the frame around it, a hidden tick on its label.
    const shows = [control, control.parentElement, control.parentElement.parentElement, ...control.parentElement.querySelectorAll('label')].some(element => element && marked(element));
    if (document.activeElement === control && !shows) say('focus that is not seen', control);
  }
  began?.focus?.({ preventScroll: true });
  return [...faults.values()];
}
