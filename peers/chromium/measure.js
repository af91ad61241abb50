// Runs in Chromium, in a page that holds SVG documents: says of every text
// whether it lies in the shape that it belongs to, and of everything whether it
// lies on the canvas.
const slack = 1;
const within = (outer, inner) =>
  inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
  inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;

// The shape of a text is the last path before it: a node's border or a label's
// background. A node's inner lines are unfilled and do not count.
const shapeOf = (text) => {
  for (let e = text.previousElementSibling; e; e = e.previousElementSibling) {
    if (e.tagName === 'path' && e.getAttribute('fill') !== 'none') return e;
  }
  return text.closest('g').querySelector('path');
};
const round = (r) => [r.left, r.top, r.right, r.bottom].map((v) => Math.round(v * 10) / 10);

const findings = [];
let texts = 0;
for (const holder of document.querySelectorAll('div[data-name]')) {
  const svg = holder.querySelector('svg');
  const say = (what, e, box) => findings.push(
    `${holder.dataset.name}: ${what} ${JSON.stringify(e.textContent.slice(0, 60))} ${round(e.getBoundingClientRect())} outside ${round(box)}`);
  if (!svg) {
    findings.push(`${holder.dataset.name}: not an SVG document`);
    continue;
  }
  const canvas = svg.getBoundingClientRect();
  for (const g of svg.querySelectorAll('g')) {
    if (!within(canvas, g.getBoundingClientRect())) say('item', g, canvas);
  }
  for (const text of svg.querySelectorAll('text')) {
    texts++;
    const box = shapeOf(text).getBoundingClientRect();
    if (text.getBoundingClientRect().width > 0 && !within(box, text.getBoundingClientRect())) say('text', text, box);
  }
}
document.body.textContent = 'RESULT' + btoa(unescape(encodeURIComponent(JSON.stringify({ texts, findings })))) + 'END';
