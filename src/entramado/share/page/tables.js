/* The tables. Each row opens its evidence; the find box narrows them. */
function table(heads, rows) {
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads.map(h => el("th", { scope: "col" }, h)))), el("tbody", {}, ...rows));
}
function row(cells, selection) {
  const tr = el("tr", { class: "row", tabindex: 0, onclick: () => choose(selection), onkeydown: k => { if (k.key === "Enter" || k.key === " ") { k.preventDefault(); choose(selection); } } }, ...cells.map(c => el("td", {}, c)));
  tr.dataset.key = JSON.stringify(selection);
  return tr;
}
const none = what => el("p", { class: "dim" }, wanted() ? `No ${what} fits “${find.value.trim()}”.` : `No ${what} on this map.`);
const listed = (what, heads, rows) => left.replaceChildren(rows.length ? table(heads, rows) : none(what));
function parts(event) {
  const by = new Map();
  for (const a of touching[event].map(n => D.edges[n])) if (a.s === event && a.p !== "date" && a.p !== "occurred") by.set(a.out, (by.get(a.out) || []).concat(a.o === null ? a.v : D.entities[a.o].name));
  return [...by].map(([label, said]) => `${label} ${said.join(", ")}`).join(" · ");
}
const lines = said => el("ul", { class: "lines" }, ...said.map(text => el("li", {}, text)));
const wanted = () => find.value.trim().toLowerCase();
const fits = i => !wanted() || D.entities[i].names.concat(D.entities[i].name).some(n => n.toLowerCase().includes(wanted()));
const about = event => fits(event) || touching[event].some(n => D.edges[n].o !== null && (fits(D.edges[n].o) || fits(D.edges[n].s)));
const VIEWS = {
  chart,
  subjects() {
    left.replaceChildren(el("p", { class: "dim" }, "This is no score of guilt or danger. A name here says that a document has it, and nothing else."));
    for (const g of D.subjects) {
      const who = g.rows.some(r => r.category); /* groups have no category */
      const rows = g.rows.filter(r => fits(r.entity)).map(r => row([name(r.entity)].concat(who ? r.category : [], lines(r.says), g.order ? [r.origins, r.reviewed, r.neighbours, r.gaps].map(String) : []), { entity: r.entity }));
      const heads = ["name"].concat(who ? "category" : [], "part in groups and standing", g.order ? ["independent origins", "claims reviewed", "neighbours", "missing"] : []);
      if (rows.length) left.append(el("h2", {}, g.title), dim(g.made + (g.order ? ` In this order: ${g.order}.` : "")), table(heads, rows));
    }
  },
  links() {
    const list = D.edges.filter(a => a.o !== null && D.entities[a.s].type !== "Event" && (fits(a.s) || fits(a.o)));
    listed("link", ["who", "what", "whom", "belief", "origins", "how firmly", "reviewed"], list.map(a => row([name(a.s), a.out, name(a.o), a.belief.toFixed(2), String(a.origins), a.modality + (a.disputed ? ", disputed" : ""), review(a.claims)], { link: pairOf(a) })));
  },
  timeline() {
    listed("event", ["date", "event", "parts"], D.events.filter(e => about(e.event)).map(e => row([el("time", {}, e.date || "undated"), D.entities[e.event].kind || "", parts(e.event) + (e.held ? "" : " (not said to have happened)")], { entity: e.event })));
  },
  disagreements() {
    const list = D.disagreements.filter(d => D.entities[d.subject].type === "Event" ? about(d.subject) : fits(d.subject));
    left.replaceChildren(...(list.length ? list.map(d => el("section", {}, dispute(d))) : [none("disagreement")]));
  },
  documents() {
    const rows = D.documents.map((d, n) => row([el("bdi", {}, d.file), d.title, d.source || "not given", el("time", {}, d.published || "undated"), d.grade, String(d.claims), d.marking], { document: n }));
    left.replaceChildren(table(["file", "title", "source", "published", "grade", "claims", "marking"], rows), dim("Grade: reliability of the source A to E, credibility of the information 1 to 5; F and 6 cannot be judged, which is unknown and not low."));
  },
};
