// Reads JSON lines {"id": …, "text": …} and answers each with a line that says
// what Mermaid understood of the text, or its error. The argument names the
// version: node read.mjs mermaid-12
//
// Texts are answered as a reader sees them: Mermaid's own code makes the HTML of
// a label, and what it shows is read from that.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

const version = process.argv[2];

// Mermaid expects a browser. Nothing is laid out, so there is no frame to wait for.
const { window } = new JSDOM('<!DOCTYPE html><body></body>');
window.requestAnimationFrame = (callback) => setImmediate(callback);
for (const name of ['window', 'document', 'Element', 'HTMLElement', 'SVGElement', 'Node', 'DOMParser', 'XMLSerializer', 'MutationObserver', 'requestAnimationFrame']) {
  globalThis[name] = name === 'window' ? window : window[name];
}

const { default: mermaid } = await import(version);
const { createText } = await exporterOf('createText');
const { matchFrontMatter } = await exporterOf('matchFrontMatter', true);
const { load, JSON_SCHEMA } = await exporterOf('JSON_SCHEMA', true);
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e9, maxEdges: 1e6, logLevel: 5, securityLevel: 'strict' });

// exporterOf finds the part of Mermaid that exports a function it keeps to itself.
async function exporterOf(name, optional) {
  const dir = join(import.meta.dirname, 'node_modules', version, 'dist/chunks/mermaid.core');
  for (const file of readdirSync(dir).filter((f) => f.endsWith('.mjs'))) {
    const exported = readFileSync(join(dir, file), 'utf8').match(/^export \{([^}]*)\};/m)?.[1] ?? '';
    if (exported.split(',').some((e) => e.trim() === name)) {
      return import(join(dir, file));
    }
  }
  if (!optional) {
    throw new Error(`${version} has no ${name}`);
  }
  return {};
}

// Under the strict security level Mermaid forgets callbacks: noted here.
const flowDB = Object.getPrototypeOf((await mermaid.mermaidAPI.getDiagramFromText('graph LR')).db);
const { setClickFun } = flowDB;
flowDB.setClickFun = function (id, name, args) {
  const found = this.vertices.get(id);
  if (found) {
    found.callback = args === undefined ? name : `${name}(${args})`;
  }
  return setClickFun.call(this, id, name, args);
};

// title returns the title of the front matter, which Mermaid keeps outside of the
// diagram. Versions without matchFrontMatter are not asked for it.
function title(text) {
  const match = matchFrontMatter?.(text.replace(/\r\n?/g, '\n'));
  if (!match) {
    return '';
  }
  const lines = match.body.split('\n').map((l) => (l.startsWith(match.indent) ? l.slice(match.indent.length) : l));
  return load(lines.join('\n'), { schema: JSON_SCHEMA })?.title?.toString() ?? '';
}

// scalars returns properties as text.
function scalars(properties) {
  const set = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(set.map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]));
}

// decodeEntities undoes the first half of what Mermaid does with "#quot;"; HTML
// does the second.
const decodeEntities = (text) => text.replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');

// attribute returns a value as it is after Mermaid decoded the finished drawing.
function attribute(value) {
  const holder = document.createElement('i');
  holder.setAttribute('title', value);
  const parsed = document.createElement('div');
  parsed.innerHTML = decodeEntities(holder.outerHTML);
  return parsed.firstChild.getAttribute('title');
}

// visible returns the text of an element, with its line breaks.
function visible(element) {
  for (const br of element.querySelectorAll('br')) {
    br.replaceWith('\n');
  }
  return element.textContent;
}

const { select } = await import('d3');

// The same texts come again and again, and a text is always shown alike.
const known = new Map();

function shown(text, markdown) {
  const key = `${markdown} ${text}`;
  if (!known.has(key)) {
    known.set(key, show(text, markdown));
  }
  return known.get(key);
}

async function show(text, markdown) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  await createText(select(svg), text, { useHtmlLabels: true, markdown, isNode: true });
  return visible(svg);
}

function tooltip(db, id) {
  const text = db.getTooltip(id);
  if (text === undefined) {
    return '';
  }
  const holder = document.createElement('div');
  holder.innerHTML = db.sanitizeText(attribute(text));
  return visible(holder);
}

// label answers a text twice: as this version shows it, and as Markdown, which
// it was in all of them once.
async function label(text, labelType) {
  return {
    text: await shown(text, labelType === 'markdown'),
    markdown: await shown(text, true),
  };
}

async function vertex(db, v) {
  const text = db.sanitizeText(decodeEntities(v.text));
  return {
    id: v.id,
    ...(await label(text, v.labelType)),
    shape: v.type ?? '',
    classes: v.classes,
    styles: v.styles,
    link: v.link ? attribute(v.link) : '',
    tooltip: tooltip(db, v.id),
    more: scalars({
      target: v.linkTarget, callback: v.callback, icon: v.icon, img: v.img, form: v.form, pos: v.pos,
      w: v.assetWidth, h: v.assetHeight, constraint: v.constraint,
    }),
  };
}

async function edge(e, defaults) {
  return {
    id: e.isUserDefinedId ? e.id : '',
    start: e.start,
    end: e.end,
    ...(await label(e.text, e.labelType)),
    type: e.type,
    stroke: e.stroke,
    length: e.length,
    classes: e.classes,
    styles: e.style ?? [],
    more: scalars({
      curve: e.interpolate || defaults.defaultInterpolate, animate: e.animate, animation: e.animation, step: e.step,
    }),
  };
}

async function subgraph(s) {
  return {
    id: s.id,
    title: await shown(s.title, s.labelType === 'markdown'),
    dir: s.dir ?? '',
    members: s.nodes,
    classes: s.classes,
    more: scalars(s.metadata ?? {}),
  };
}

async function read(text) {
  const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
  if (!type.startsWith('flowchart') && type !== 'swimlane') {
    throw new Error(`not a flowchart: ${type}`);
  }
  const all = (items, answer) => Promise.all(Array.from(items, answer));
  return {
    direction: db.getDirection(),
    title: title(text),
    accTitle: attribute(db.getAccTitle()),
    description: attribute(db.getAccDescription()),
    vertices: await all(db.getVertices().values(), (v) => vertex(db, v)),
    edges: await all(db.getEdges(), (e) => edge(e, db.getEdges())),
    defaultStyle: db.getEdges().defaultStyle ?? [],
    subgraphs: await all(db.getSubGraphs(), subgraph),
    classes: Object.fromEntries(Array.from(db.getClasses().values(), (c) => [c.id, c.styles])),
  };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, text } = JSON.parse(line);
  const answer = await read(text).catch((error) => ({ error: String(error?.message ?? error) }));
  const written = JSON.stringify({ id, ...answer }) + '\n';
  await new Promise((done) => process.stdout.write(written, done));
}
process.exit(0);
