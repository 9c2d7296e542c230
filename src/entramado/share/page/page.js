"use strict";
const D = JSON.parse(document.getElementById("data").textContent);
const COLOURS = { Person: "#d9730d", Organization: "#0b5cad", Place: "#2e7d4f", Event: "#8e44ad", Substance: "#b8860b", Activity: "#7a5c3e", Asset: "#5b6675" };
const left = document.getElementById("left"), aside = document.getElementById("evidence"), find = document.getElementById("find");
const hidden = new Set();
let tab = "Chart", chosen = null;
const touching = D.entities.map(() => []);
D.assertions.forEach((a, i) => { touching[a.s].push(i); if (a.o !== null && a.o !== a.s) touching[a.o].push(i); });

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) key === "onclick" ? node.addEventListener("click", value) : key === "class" ? node.className = value : node.setAttribute(key, value);
  node.append(...children);
  return node;
}
const name = i => el("bdi", {}, D.entities[i].name);
const NATURES = { contradiction: "(cannot all be true)", estimate: "(differ but are compatible)", revision: "(a later report changes an earlier one)", denial: "(someone disputes it)" };
const soft = a => !["stated", "reported"].includes(a.modality);
const origins = a => a.origins === 1 ? "1 origin" : a.origins + " origins";
const strength = a => `belief ${a.belief.toFixed(2)}, ${origins(a)}${soft(a) ? ", " + a.modality : ""}`;

function quote(claim) {
  const e = D.exhibits[claim];
  return el("blockquote", {}, e.quote, el("footer", {}, `${e.cite}; ${e.where}; ${e.negated ? "denied; " : ""}${e.modality}; ${e.reviewed ? "reviewed by a person" : "not reviewed"}; read by ${e.read}`));
}
function line(a, from) {
  const parts = a.o === null ? [a.out + " ", el("b", {}, a.v)] : a.s === from ? [a.out + " ", el("b", {}, name(a.o))] : [a.in + " ", el("b", {}, name(a.s))];
  const button = el("button", { class: "said", onclick: () => { holder.hidden = !holder.hidden; if (!holder.childNodes.length) holder.append(...a.claims.map(quote)); } }, ...parts, " ", el("span", { class: "dim" }, strength(a)));
  if (a.disputed) button.append(" ", el("span", { class: "bad" }, "disputed"));
  const holder = el("div"); holder.hidden = true;
  return el("div", {}, button, holder);
}
function showEntity(i) {
  chosen = { entity: i };
  const e = D.entities[i], own = touching[i].map(n => D.assertions[n]);
  aside.replaceChildren(el("h2", {}, name(i)), el("div", { class: "dim" }, [e.kind, e.type.toLowerCase()].filter(Boolean).join(" ") + (e.names.length > 1 ? " · also " + e.names.filter(n => n !== e.name).join("; ") : "")));
  const groups = [["What is said", own.filter(a => a.o === null)], ["Links", own.filter(a => a.o !== null && D.entities[a.s].type !== "Event")], [e.type === "Event" ? "Parts" : "Events", own.filter(a => a.o !== null && D.entities[a.s].type === "Event")]];
  for (const [title, list] of groups) if (list.length) aside.append(el("h3", {}, title), ...list.sort((a, b) => b.belief - a.belief).map(a => line(a, i)));
  const disputes = D.disagreements.filter(d => d.subject === i || own.some(a => a.claims.some(c => d.claims.includes(c))));
  if (disputes.length) aside.append(el("h3", {}, "The sources disagree"), ...disputes.map(dispute));
  aside.append(el("h3", {}, "Documents"), el("div", { class: "dim" }, e.files.join(", ")));
  aside.scrollTop = 0; mark();
}
function showLink(pair) {
  chosen = { link: pair };
  const list = D.assertions.filter(a => a.o !== null && [a.s, a.o].sort((x, y) => x - y).join() === pair);
  const [x, y] = pair.split(",").map(Number);
  aside.replaceChildren(el("h2", {}, name(x), " — ", name(y)));
  for (const a of list) aside.append(el("h3", {}, name(a.s), " " + a.out + " ", name(a.o)), el("div", { class: "dim" }, strength(a)), ...a.claims.map(quote));
  aside.scrollTop = 0; mark();
}
function dispute(d) {
  const box = el("div", {}, el("div", {}, el("b", {}, name(d.subject)), `, ${d.predicate}: `, el("span", { class: "bad" }, d.nature), " ", el("span", { class: "dim" }, NATURES[d.nature])));
  for (const said of [...new Set(d.says)]) box.append(el("h3", {}, el("bdi", {}, said)), ...d.claims.filter((c, n) => d.says[n] === said).map(quote));
  return box;
}

/* chart */
const NS = "http://www.w3.org/2000/svg";
let svg, nodes = [], links = [], labels = [], box = { x: 0, y: 0, k: 1 };
function s(tag, props) { const n = document.createElementNS(NS, tag); for (const [k, v] of Object.entries(props)) n.setAttribute(k, v); return n; }
function shape(e, x, y) {
  const r = 5 + Math.min(11, 2.2 * Math.sqrt(e.degree)), fill = COLOURS[e.type] || "#5b6675";
  if (e.type === "Organization") return s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, rx: 3, fill });
  if (e.type === "Event") return s("path", { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`, fill });
  if (e.type === "Place") return s("path", { d: `M${x} ${y - r}L${x + r} ${y + r * .8}L${x - r} ${y + r * .8}Z`, fill });
  return s("circle", { cx: x, cy: y, r, fill });
}
function chart() {
  left.className = "chart";
  svg = s("svg", { role: "img", "aria-label": "Link chart" });
  left.replaceChildren(svg);
  const w = left.clientWidth, h = left.clientHeight, layer = s("g", {}), pad = 60;
  svg.append(layer); nodes = []; links = []; labels = [];
  const shown = new Map();
  D.entities.forEach((e, i) => { if (e.at && !hidden.has(e.type)) shown.set(i, [pad + e.at[0] * (w - 2 * pad - 60), pad + e.at[1] * (h - 2 * pad)]); });
  const pairs = new Map();
  for (const a of D.assertions) if (a.o !== null && shown.has(a.s) && shown.has(a.o)) {
    const key = [a.s, a.o].sort((x, y) => x - y).join();
    pairs.set(key, (pairs.get(key) || []).concat(a));
  }
  for (const [key, list] of pairs) {
    const [p, q] = key.split(",").map(n => shown.get(+n)), belief = Math.max(...list.map(a => a.belief));
    const path = s("path", { d: `M${p}L${q}`, "stroke-width": (0.8 + 3.2 * belief).toFixed(1), class: "link" + (list.every(soft) ? " soft" : "") + (list.some(a => a.disputed || a.negated) ? " bad" : "") });
    const title = s("title", {}); title.textContent = list.map(a => `${D.entities[a.s].name} ${a.out} ${D.entities[a.o].name}`).join("\n"); path.append(title);
    path.addEventListener("click", () => showLink(key)); path.dataset.key = key; layer.append(path); links.push(path);
  }
  for (const [i, [x, y]] of shown) {
    const n = shape(D.entities[i], x, y); n.classList.add("node"); n.dataset.i = i; n.setAttribute("tabindex", 0);
    const title = s("title", {}); title.textContent = D.entities[i].name; n.append(title);
    n.addEventListener("click", () => showEntity(i)); n.addEventListener("keydown", k => { if (k.key === "Enter") showEntity(i); });
    layer.append(n); nodes.push(n);
  }
  for (const [i, [x, y]] of [...shown].sort((a, b) => D.entities[b[0]].degree - D.entities[a[0]].degree)) {
    const t = s("text", { x, y }), full = D.entities[i].name;
    t.textContent = full.length > 30 ? full.slice(0, 29) + "…" : full;
    t.dataset.i = i; t.dataset.dx = 8 + Math.min(11, 2.2 * Math.sqrt(D.entities[i].degree)); layer.append(t); labels.push(t);
  }
  const redraw = () => { layer.setAttribute("transform", `translate(${box.x} ${box.y}) scale(${box.k})`); declutter(shown); };
  svg.addEventListener("wheel", e => { e.preventDefault(); const f = e.deltaY < 0 ? 1.15 : 1 / 1.15, r = svg.getBoundingClientRect(), x = e.clientX - r.left, y = e.clientY - r.top; box = { k: box.k * f, x: x - (x - box.x) * f, y: y - (y - box.y) * f }; redraw(); }, { passive: false });
  let from = null;
  svg.addEventListener("pointerdown", e => { if (e.target === svg) from = [e.clientX - box.x, e.clientY - box.y]; });
  svg.addEventListener("pointermove", e => { if (from) { box.x = e.clientX - from[0]; box.y = e.clientY - from[1]; redraw(); } });
  for (const stop of ["pointerup", "pointerleave"]) svg.addEventListener(stop, () => { from = null; });
  legend(); redraw(); mark();
}
function declutter(shown) {
  /* the best-tied nodes keep their labels; one that would overlap waits for a closer look */
  const taken = [...shown.values()].map(([x, y]) => [x - 6 / box.k, y - 6 / box.k, x + 6 / box.k, y + 6 / box.k]);
  const min = -box.x / box.k, max = (left.clientWidth - box.x) / box.k;
  for (const t of labels) {
    const [x, y] = shown.get(+t.dataset.i), size = 12 / box.k, width = t.textContent.length * 6.4 / box.k, dx = +t.dataset.dx;
    t.style.fontSize = size + "px"; t.style.strokeWidth = 3 / box.k + "px";
    const spots = [[x + dx, y + size / 3], [x - dx - width, y + size / 3], [x - width / 2, y - dx], [x - width / 2, y + dx + size * .7]];
    const spot = spots.find(([a, b]) => a >= min && a + width <= max && !taken.some(r => a < r[2] && a + width > r[0] && b - size < r[3] && b + size * .25 > r[1]));
    t.style.display = spot ? "" : "none";
    if (spot) { t.setAttribute("x", spot[0]); t.setAttribute("y", spot[1]); taken.push([spot[0], spot[1] - size, spot[0] + width, spot[1] + size * .25]); }
  }
}
function legend() {
  const types = [...new Set(D.entities.filter(e => e.at).map(e => e.type))], holder = el("div", { class: "legend" });
  for (const t of types) {
    const check = el("input", { type: "checkbox" }); check.checked = !hidden.has(t);
    check.addEventListener("change", () => { check.checked ? hidden.delete(t) : hidden.add(t); chart(); });
    const swatch = el("i"); swatch.style.background = COLOURS[t] || "#5b6675"; if (t === "Person") swatch.style.borderRadius = "50%"; if (t === "Event") swatch.style.transform = "rotate(45deg)"; if (t === "Place") swatch.style.clipPath = "polygon(50% 0, 100% 100%, 0 100%)";
    holder.append(el("label", {}, check, swatch, t));
  }
  const off = D.entities.filter(e => e.degree && !e.at).length;
  holder.append(el("small", {}, "Width: belief. Dashed: only alleged, believed or foreseen. Red: disputed." + (off ? ` ${off} less tied entities are in the tables only.` : "")));
  left.append(holder);
}
function mark() {
  if (tab !== "Chart") return;
  let near = null;
  if (chosen && chosen.entity !== undefined) { near = new Set([chosen.entity]); for (const n of touching[chosen.entity]) { near.add(D.assertions[n].s); if (D.assertions[n].o !== null) near.add(D.assertions[n].o); } }
  if (chosen && chosen.link) near = new Set(chosen.link.split(",").map(Number));
  const ends = p => p.dataset.key.split(",").map(Number);
  for (const n of nodes) { n.classList.toggle("off", !!near && !near.has(+n.dataset.i)); n.classList.toggle("on", !!chosen && chosen.entity === +n.dataset.i); }
  for (const t of labels) t.classList.toggle("off", !!near && !near.has(+t.dataset.i));
  for (const p of links) { const on = near && (chosen.link ? p.dataset.key === chosen.link : ends(p).includes(chosen.entity)); p.classList.toggle("off", !!near && !on); p.classList.toggle("on", !!on && !p.classList.contains("bad")); }
}

/* tables */
function table(heads, rows) {
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads.map(h => el("th", { scope: "col" }, h)))), el("tbody", {}, ...rows));
}
function row(cells, act) {
  const tr = el("tr", act ? { class: "row", tabindex: 0, onclick: act } : {}, ...cells.map(c => el("td", {}, c)));
  if (act) tr.addEventListener("keydown", k => { if (k.key === "Enter") act(); });
  return tr;
}
function parts(event) {
  const by = new Map();
  for (const a of touching[event].map(n => D.assertions[n])) if (a.s === event && a.p !== "date" && a.p !== "occurred") by.set(a.out, (by.get(a.out) || []).concat(a.o === null ? a.v : D.entities[a.o].name));
  return [...by].map(([label, said]) => `${label} ${said.join(", ")}`).join(" · ");
}
const wanted = () => find.value.trim().toLowerCase();
const fits = i => !wanted() || D.entities[i].names.concat(D.entities[i].name).some(n => n.toLowerCase().includes(wanted()));
const VIEWS = {
  Chart: chart,
  Subjects() {
    left.replaceChildren(el("p", { class: "dim" }, "Order: independent origins that speak of the tie. No score of guilt or danger; officials, journalists and bystanders are not ranked."));
    for (const g of D.subjects) { const rows = g.rows.filter(r => fits(r.entity)); if (rows.length) left.append(el("h2", {}, g.title), table(g.ranked ? ["name", "standing", "origins"] : ["name", "standing"], rows.map(r => row(g.ranked ? [name(r.entity), r.standing, "" + r.origins] : [name(r.entity), r.standing], () => showEntity(r.entity))))); }
  },
  Links() {
    const list = D.assertions.filter(a => a.o !== null && D.entities[a.s].type !== "Event" && (fits(a.s) || fits(a.o)));
    left.replaceChildren(table(["who", "what", "whom", "belief", "origins", "how firmly"], list.map(a => row([name(a.s), a.out, name(a.o), a.belief.toFixed(2), "" + a.origins, a.modality + (a.disputed ? ", disputed" : "")], () => showLink([a.s, a.o].sort((x, y) => x - y).join())))));
  },
  Timeline() {
    const list = D.events.filter(e => !wanted() || fits(e.event) || touching[e.event].some(n => D.assertions[n].o !== null && fits(D.assertions[n].o)));
    left.replaceChildren(table(["date", "event", "parts"], list.map(e => row([el("time", {}, e.date || "undated"), D.entities[e.event].kind || "", parts(e.event) + (e.held ? "" : " (not said to have happened)")], () => showEntity(e.event)))));
  },
  Disagreements() { left.replaceChildren(...(D.disagreements.length ? D.disagreements.map(d => el("section", {}, dispute(d))) : [el("p", {}, "The sources do not disagree on anything this map holds.")])); },
  Documents() { left.replaceChildren(table(["file", "title", "published", "grade"], D.documents.map(d => row([d.file, d.title, d.published, d.grade])))); },
};
function draw() {
  left.className = ""; VIEWS[tab]();
  for (const b of document.querySelectorAll("nav button")) b.setAttribute("aria-selected", b.textContent === tab);
}
for (const t of Object.keys(VIEWS)) document.getElementById("tabs").append(el("button", { role: "tab", onclick: () => { tab = t; draw(); } }, t));
find.addEventListener("input", () => {
  if (tab !== "Chart") { draw(); return; }
  const i = D.entities.findIndex((e, n) => wanted() && fits(n)); if (i >= 0) showEntity(i); else { chosen = null; mark(); }
});
window.addEventListener("resize", () => { if (tab === "Chart") chart(); });
aside.append(el("h2", {}, "Evidence"), el("p", { class: "dim" }, "Choose a node, a link or a line: what the map says of it, who says so, and the sentences it stands on."));
draw();
