/* The link chart: shapes by type, lines by belief. Zoom and pan by wheel, pointer, buttons or keys. */
const NS = "http://www.w3.org/2000/svg";
const hidden = new Set();
let nodes = [], links = [], labels = [], box = { x: 0, y: 0, k: 1 };
const colour = type => `var(--${type}, var(--Asset))`;
const size = e => 5 + Math.min(11, 2.2 * Math.sqrt(e.degree));
function s(tag, props) { const n = document.createElementNS(NS, tag); for (const [k, v] of Object.entries(props)) n.setAttribute(k, v); return n; }
function titled(node, text) { const title = s("title", {}); title.textContent = text; node.append(title); return node; }
function shape(e, x, y) {
  const r = size(e), style = "fill: " + colour(e.type);
  const made = e.type === "Organization" ? s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, rx: 3 })
    : e.type === "Event" ? s("path", { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z` })
    : e.type === "Place" ? s("path", { d: `M${x} ${y - r}L${x + r} ${y + r * .8}L${x - r} ${y + r * .8}Z` })
    : s("circle", { cx: x, cy: y, r });
  made.style.cssText = style;
  return made;
}
function chart() {
  left.className = "chart";
  const svg = s("svg", { role: "group", "aria-label": "Link chart; the Links tab has the same as a table", tabindex: 0 });
  const layer = s("g", {}), pad = 60;
  svg.append(layer); nodes = []; links = []; labels = [];
  const shown = new Map(), redraw = () => { layer.setAttribute("transform", `translate(${box.x} ${box.y}) scale(${box.k})`); declutter(shown, svg.clientWidth); };
  const move = (dx, dy) => { box.x += dx; box.y += dy; redraw(); };
  const zoom = (f, x = svg.clientWidth / 2, y = svg.clientHeight / 2) => { box = { k: box.k * f, x: x - (x - box.x) * f, y: y - (y - box.y) * f }; redraw(); };
  const whole = () => { box = { x: 0, y: 0, k: 1 }; redraw(); };
  left.replaceChildren(legend(zoom, whole), svg);
  const w = svg.clientWidth, h = svg.clientHeight;
  svg.setAttribute("viewBox", `0 0 ${w} ${h}`); /* so that print, whose page has another width, scales it */
  D.entities.forEach((e, i) => { if (e.at && !hidden.has(e.type)) shown.set(i, [pad + e.at[0] * (w - 2 * pad - 60), pad / 2 + e.at[1] * (h - pad)]); });
  const pairs = new Map();
  for (const a of D.edges) if (a.o !== null && shown.has(a.s) && shown.has(a.o)) pairs.set(pairOf(a), (pairs.get(pairOf(a)) || []).concat(a));
  for (const [key, list] of pairs) {
    const [p, q] = key.split(",").map(n => shown.get(+n)), belief = Math.max(...list.map(a => a.belief));
    const kind = "link" + (list.every(soft) ? " soft" : "") + (list.some(a => a.disputed || a.negated) ? " bad" : "");
    const path = titled(s("path", { d: `M${p}L${q}`, "stroke-width": (0.8 + 3.2 * belief).toFixed(1), class: kind }), list.map(a => `${D.entities[a.s].name} ${a.out} ${D.entities[a.o].name} (${strength(a)})`).join("\n"));
    path.addEventListener("click", () => choose({ link: key }));
    path.dataset.key = key; layer.append(path); links.push(path);
  }
  for (const [i, [x, y]] of shown) {
    const e = D.entities[i], n = titled(shape(e, x, y), `${e.name}: ${e.what}`);
    n.classList.add("node"); n.dataset.i = i; n.setAttribute("tabindex", 0); n.setAttribute("role", "button"); n.setAttribute("aria-label", `${e.name}, ${e.what}`);
    n.addEventListener("click", () => choose({ entity: i }));
    n.addEventListener("keydown", k => { if (k.key === "Enter" || k.key === " ") { k.preventDefault(); choose({ entity: i }); } });
    layer.append(n); nodes.push(n);
  }
  for (const [i, [x, y]] of [...shown].sort((a, b) => D.entities[b[0]].degree - D.entities[a[0]].degree)) {
    const t = s("text", { x, y }), full = D.entities[i].name;
    t.textContent = full.length > 30 ? full.slice(0, 29) + "…" : full;
    t.dataset.i = i; t.dataset.dx = 3 + size(D.entities[i]); layer.append(t); labels.push(t);
  }
  svg.addEventListener("wheel", e => { e.preventDefault(); const r = svg.getBoundingClientRect(); zoom(e.deltaY < 0 ? 1.15 : 1 / 1.15, e.clientX - r.left, e.clientY - r.top); }, { passive: false });
  let from = null, moved = false;
  svg.addEventListener("pointerdown", e => { if (e.target === svg) { from = [e.clientX - box.x, e.clientY - box.y]; moved = false; } });
  svg.addEventListener("pointermove", e => { if (from) { moved = true; box.x = e.clientX - from[0]; box.y = e.clientY - from[1]; redraw(); } });
  for (const stop of ["pointerup", "pointerleave"]) svg.addEventListener(stop, () => { from = null; });
  svg.addEventListener("click", e => { if (e.target === svg && !moved) choose({}); });
  const keys = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(.8), 0: whole, ArrowLeft: () => move(50, 0), ArrowRight: () => move(-50, 0), ArrowUp: () => move(0, 50), ArrowDown: () => move(0, -50) };
  svg.addEventListener("keydown", k => { if (keys[k.key] && !k.ctrlKey && !k.metaKey) { k.preventDefault(); keys[k.key](); } });
  redraw(); mark();
}
function declutter(shown, width) {
  /* The best-tied nodes keep their labels; one that would overlap waits for a closer look. */
  const taken = [...shown.values()].map(([x, y]) => [x - 6 / box.k, y - 6 / box.k, x + 6 / box.k, y + 6 / box.k]);
  const min = -box.x / box.k, max = (width - box.x) / box.k;
  for (const t of labels) {
    const [x, y] = shown.get(+t.dataset.i), high = 12 / box.k, wide = t.textContent.length * 6.8 / box.k, dx = +t.dataset.dx;
    t.style.fontSize = high + "px"; t.style.strokeWidth = 3 / box.k + "px";
    const spots = [[x + dx, y + high / 3], [x - dx - wide, y + high / 3], [x - wide / 2, y - dx], [x - wide / 2, y + dx + high * .7]];
    const spot = spots.find(([a, b]) => a >= min && a + wide <= max && !taken.some(r => a < r[2] && a + wide > r[0] && b - high < r[3] && b + high * .25 > r[1]));
    t.style.display = spot ? "" : "none";
    if (spot) { t.setAttribute("x", spot[0]); t.setAttribute("y", spot[1]); taken.push([spot[0], spot[1] - high, spot[0] + wide, spot[1] + high * .25]); }
  }
}
function legend(zoom, whole) {
  const types = [...new Set(D.entities.filter(e => e.at).map(e => e.type))].sort(), bar = el("div", { class: "legend" });
  for (const t of types) {
    const check = el("input", { type: "checkbox" }); check.checked = !hidden.has(t);
    check.addEventListener("change", () => { check.checked ? hidden.delete(t) : hidden.add(t); chart(); });
    const swatch = el("i"); swatch.style.background = colour(t);
    if (t === "Event") swatch.style.transform = "rotate(45deg) scale(.85)";
    if (t === "Place") swatch.style.clipPath = "polygon(50% 0, 100% 100%, 0 100%)";
    if (!["Organization", "Event", "Place"].includes(t)) swatch.style.borderRadius = "50%";
    bar.append(el("label", {}, check, swatch, t));
  }
  const off = D.entities.filter(e => e.degree && !e.at).length;
  bar.append(el("small", {}, "Width: belief. Dashed: only alleged, believed or foreseen. Red: disputed." + (off ? ` ${off} less tied entities are in the tables only.` : "")),
    el("span", {}, el("button", { "aria-label": "Zoom in", onclick: () => zoom(1.25) }, "+"), el("button", { "aria-label": "Zoom out", onclick: () => zoom(.8) }, "−"), el("button", { onclick: whole }, "all")));
  return bar;
}
function mark() {
  if (at.tab !== "chart") return;
  const ends = at.link ? at.link.split(",").map(Number) : [];
  let near = null;
  if (at.entity !== undefined) { near = new Set([at.entity]); for (const n of touching[at.entity]) { near.add(D.edges[n].s); if (D.edges[n].o !== null) near.add(D.edges[n].o); } }
  if (at.link) near = new Set(ends);
  if (at.document !== undefined) near = new Set([...D.entities.keys()].filter(i => D.entities[i].documents.includes(at.document)));
  for (const n of nodes) { n.classList.toggle("off", !!near && !near.has(+n.dataset.i)); n.classList.toggle("on", at.entity === +n.dataset.i); }
  for (const t of labels) t.classList.toggle("off", !!near && !near.has(+t.dataset.i));
  for (const p of links) {
    const [x, y] = p.dataset.key.split(",").map(Number);
    const on = at.link ? p.dataset.key === at.link : at.entity !== undefined ? x === at.entity || y === at.entity : !!near && near.has(x) && near.has(y);
    p.classList.toggle("off", !!near && !on); p.classList.toggle("on", on && !p.classList.contains("bad"));
  }
}
