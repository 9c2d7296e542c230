/* The pane on the right: an entity, a link or a document, opened to the sentences it stands on. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) key.startsWith("on") ? node.addEventListener(key.slice(2), value) : node.setAttribute(key, value);
  node.append(...children);
  return node;
}
const name = i => el("bdi", {}, D.entities[i].name);
const go = i => el("button", { class: "go", onclick: () => choose({ entity: i }) }, name(i));
const dim = (...text) => el("div", { class: "dim" }, ...text);
const NATURES = { contradiction: "(cannot all be true)", estimate: "(differ but are compatible)", revision: "(a later report changes an earlier one)", denial: "(someone disputes it)" };
const soft = a => !["stated", "reported"].includes(a.modality);
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const review = claims => { const by = [...new Set(claims.map(c => D.exhibits[c].review))], read = by.filter(r => r !== "not reviewed"); return read.length ? read.join("; ") : "not reviewed"; };
const strength = a => `belief ${a.belief.toFixed(2)}, ${plural(a.origins, "origin")}${soft(a) ? ", " + a.modality : ""}, ${review(a.claims)}`;
const pairOf = a => [a.s, a.o].sort((x, y) => x - y).join();

function quote(claim) {
  const e = D.exhibits[claim];
  return el("blockquote", {}, e.quote, el("footer", {}, `${e.cite}; ${e.where}; ${e.negated ? "denied; " : ""}${e.modality}; ${review([claim])}; read by ${e.read}`));
}
function line(a, from) {
  const outward = a.o === null || a.s === from, holder = el("div");
  const open = el("button", { class: "open", "aria-expanded": "false", onclick: () => {
    holder.hidden = !holder.hidden;
    open.setAttribute("aria-expanded", String(!holder.hidden));
    if (!holder.childNodes.length) holder.append(...a.claims.map(quote));
  } }, outward ? a.out : a.in);
  holder.hidden = true;
  if (a.v) open.append(" ", el("b", {}, a.v));
  const said = el("div", { class: "said" }, open, " ");
  if (a.o !== null) said.append(go(outward ? a.o : a.s), " ");
  said.append(el("span", { class: "dim" }, strength(a)));
  if (a.disputed) said.append(" ", el("span", { class: "bad" }, "disputed"));
  return el("div", {}, said, holder);
}
function dispute(d) {
  const box = el("div", {}, el("div", {}, go(d.subject), `, ${d.predicate}: `, el("span", { class: "bad" }, d.nature), " ", el("span", { class: "dim" }, NATURES[d.nature])));
  for (const said of [...new Set(d.says)]) box.append(el("h3", {}, el("bdi", {}, said)), ...d.claims.filter((c, n) => d.says[n] === said).map(quote));
  return box;
}
function entityPane(i) {
  const e = D.entities[i], own = touching[i].map(n => D.edges[n]), others = e.names.filter(n => n !== e.name);
  const parts = [el("h2", {}, name(i)), dim(e.what + (others.length ? " · also " + others.join("; ") : "") + (e.where ? " · " + e.where : ""))];
  const groups = [["What is said", a => a.o === null], ["Links", a => a.o !== null && D.entities[a.s].type !== "Event"], [e.type === "Event" ? "Parts" : "Events", a => a.o !== null && D.entities[a.s].type === "Event"]];
  for (const [title, fits] of groups) {
    const list = own.filter(fits).sort((a, b) => b.belief - a.belief);
    if (list.length) parts.push(el("h3", {}, title), ...list.map(a => line(a, i)));
  }
  const disputes = D.disagreements.filter(d => d.subject === i || own.some(a => a.claims.some(c => d.claims.includes(c))));
  if (disputes.length) parts.push(el("h3", {}, "The sources disagree"), ...disputes.map(dispute));
  parts.push(el("h3", {}, "Documents"), ...e.documents.slice().sort((a, b) => D.documents[a].file.localeCompare(D.documents[b].file)).map(n => el("div", {}, documentName(n))));
  return parts;
}
function linkPane(pair) {
  const [x, y] = pair.split(",").map(Number), parts = [el("h2", {}, go(x), " — ", go(y))];
  const list = D.edges.filter(a => a.o !== null && pairOf(a) === pair);
  for (const a of list) {
    parts.push(el("h3", {}, name(a.s), ` ${a.out} `, name(a.o)), dim(strength(a)));
    if (a.disputed) parts.push(el("div", { class: "bad" }, "disputed"));
    parts.push(...a.claims.map(quote));
  }
  return parts;
}
function told(claim) {
  return D.edges.filter(a => a.claims.includes(claim)).map(a => el("div", { class: "said" }, go(a.s), ` ${a.out} `, a.o === null ? el("b", {}, a.v || "") : go(a.o)));
}
const documentName = n => el("button", { class: "go", onclick: () => choose({ document: n }) }, el("bdi", {}, D.documents[n].file));
function documentPane(n) {
  const d = D.documents[n], claims = Object.keys(D.exhibits).filter(c => D.exhibits[c].doc === n).sort((a, b) => D.exhibits[a].start - D.exhibits[b].start);
  const named = D.entities.map((e, i) => i).filter(i => D.entities[i].documents.includes(n)).flatMap(i => [", ", go(i)]).slice(1);
  return [el("h2", {}, el("bdi", {}, d.file)), dim([d.title, d.source, d.published || "undated", d.grade, d.marking].filter(Boolean).join(" · ")),
    el("h3", {}, "Names in it"), el("div", {}, ...named), el("h3", {}, `${plural(claims.length, "claim")}, in the order of the text`), ...claims.flatMap(c => [...told(c), quote(c)])];
}
const nothing = () => [el("h2", {}, "Evidence"), dim("Choose a node, a link or a line: what the map says of it, who says so, and the sentences it stands on."),
  dim("Keys: Tab and Enter choose, Esc clears, / finds a name; on the chart + and − zoom, arrows move, 0 shows all.")];
