"use strict";
/* What the page shows, and where: the map as JSON, which entity each edge touches, the fixed parts of the page. */
const D = JSON.parse(document.getElementById("data").textContent);
const left = document.getElementById("left"), aside = document.getElementById("evidence"), find = document.getElementById("find");
const touching = D.entities.map(() => []);
D.edges.forEach((a, i) => { touching[a.s].push(i); if (a.o !== null && a.o !== a.s) touching[a.o].push(i); });
