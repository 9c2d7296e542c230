/* What is looked at stands in the address: `#tab=links&entity=…`, so that a reload, Back and a bookmark lead there again. */
const at = { tab: "chart" };
const byId = new Map(D.entities.map((e, i) => [e.id, i])), docById = new Map(D.documents.map((d, n) => [d.id, n]));

function address(state) {
  const said = new URLSearchParams({ tab: state.tab });
  if (state.entity !== undefined) said.set("entity", D.entities[state.entity].id);
  if (state.link) said.set("link", state.link.split(",").map(i => D.entities[i].id).join(","));
  if (state.document !== undefined) said.set("document", D.documents[state.document].id);
  return "#" + said.toString().replaceAll("%2C", ",");
}
function asked() {
  const said = new URLSearchParams(location.hash.slice(1)), tab = said.get("tab");
  const ends = (said.get("link") || "").split(",").map(id => byId.get(id));
  return { tab: VIEWS[tab] ? tab : "chart", entity: byId.get(said.get("entity")), document: docById.get(said.get("document")), link: ends.length === 2 && !ends.includes(undefined) ? ends.sort((x, y) => x - y).join() : undefined };
}
function visit(state, replace) {
  const to = address(state);
  if (to === location.hash) return;
  replace ? location.replace(to) : location.hash = to;
}
const choose = (selection, replace) => visit({ tab: at.tab, ...selection }, replace);

function draw() {
  left.className = ""; VIEWS[at.tab]();
  for (const b of tabs) { const on = b.dataset.tab === at.tab; b.setAttribute("aria-selected", String(on)); b.tabIndex = on ? 0 : -1; }
}
function show() {
  const chosen = at.entity !== undefined ? entityPane(at.entity) : at.link ? linkPane(at.link) : at.document !== undefined ? documentPane(at.document) : null;
  aside.replaceChildren(...(chosen || nothing())); aside.classList.toggle("idle", !chosen); aside.scrollTop = 0;
  const key = JSON.stringify(at.entity !== undefined ? { entity: at.entity } : at.link ? { link: at.link } : { document: at.document });
  for (const tr of left.querySelectorAll("tr.row")) tr.classList.toggle("on", !!chosen && tr.dataset.key === key);
  mark();
}
function follow(first) {
  const to = asked(), redraw = first === true || to.tab !== at.tab;
  Object.assign(at, to);
  if (redraw) draw();
  show();
}

const tabs = Object.keys(VIEWS).map(t => {
  const button = el("button", { role: "tab", onclick: () => visit({ ...at, tab: t }) }, t[0].toUpperCase() + t.slice(1));
  button.dataset.tab = t;
  return button;
});
document.getElementById("tabs").append(...tabs);
document.getElementById("tabs").addEventListener("keydown", k => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[k.key];
  if (!step) return;
  const next = tabs[(tabs.findIndex(b => b.dataset.tab === at.tab) + step + tabs.length) % tabs.length];
  next.focus(); next.click();
});
document.getElementById("names").append(...D.entities.filter(e => e.type !== "Event").map(e => el("option", { value: e.name })));
find.addEventListener("input", () => {
  if (at.tab !== "chart") { draw(); show(); return; }
  const whole = D.entities.findIndex(e => e.name.toLowerCase() === wanted()), i = whole >= 0 ? whole : D.entities.findIndex((e, n) => wanted() && fits(n));
  choose(i >= 0 ? { entity: i } : {}, true);
});
document.addEventListener("keydown", k => {
  if (k.key === "Escape") { if (find.value) { find.value = ""; draw(); } choose({}); if (document.activeElement === find) find.blur(); }
  if (k.key === "/" && document.activeElement !== find) { k.preventDefault(); find.focus(); find.select(); }
});
addEventListener("hashchange", follow);
addEventListener("resize", () => { if (at.tab === "chart") chart(); });
addEventListener("beforeprint", () => { for (const b of aside.querySelectorAll(".open[aria-expanded=false]")) b.click(); });
follow(true);
