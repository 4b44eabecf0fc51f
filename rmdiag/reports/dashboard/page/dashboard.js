"use strict";
(() => {
  const data = JSON.parse(document.getElementById("values").textContent);
  const words = data.words;
  const byId = id => document.getElementById(id);
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const form = byId("filters"), fields = byId("fields"), steps = data.top - data.lowest;
  const chosen = () => ({
    region: byId("region") ? byId("region").value : "",
    dimension: byId("dimension").value,
    year: byId("year").value,
    view: form.elements.view.value,
  });

  function make(name, className, text) {
    const one = document.createElement(name);
    if (className) one.className = className;
    if (text !== undefined) one.textContent = text;
    return one;
  }

  // The last round of an administration up to the end of a year; without a year the last of all.
  const stateOf = (member, year) => member.states.filter(state => !year || state.year <= Number(year)).at(-1);

  function row(id, [shown, level, at, band, earlier, change, way]) {
    const line = make("li", id === data.whole ? "whole" : ""), track = make("span", "track");
    line.append(make("span", "code", id === data.whole ? words.whole : id), track);
    track.setAttribute("aria-hidden", "true");
    track.style.setProperty("--steps", steps);
    if (band) { const part = make("i", "band"); part.style.left = band[0] + "%"; part.style.width = band[1] + "%"; track.append(part); }
    if (earlier !== null) { const part = make("i", "before"); part.style.left = earlier + "%"; track.append(part); }
    if (at !== null) { const part = make("i", "dot level-" + level); part.style.left = at + "%"; track.append(part); }
    line.append(make("span", "number", shown), make("span", "change " + way, change));
    return line;
  }

  const drawn = "http://www.w3.org/2000/svg";
  function shape(name, values, text) {
    const one = document.createElementNS(drawn, name);
    for (const [key, value] of Object.entries(values)) one.setAttribute(key, value);
    if (text !== undefined) one.textContent = text;
    return one;
  }

  // One dimension over the rounds of an administration, each in its year.
  function time(member, dimension, year) {
    const known = member.states.filter(state => (!year || state.year <= Number(year)) && state.rows[dimension] && state.rows[dimension][2] !== null);
    const every = data.members.flatMap(one => one.states.map(state => state.year));
    const first = Math.min(...every), last = Math.max(...every), high = 150;
    const x = state => 46 + (last === first ? 100 : (state.year - first) / (last - first) * 200);
    const y = state => high - 32 - Number(state.rows[dimension][2]) / 100 * (high - 56);
    const picture = shape("svg", { viewBox: `0 0 290 ${high}`, class: "time", role: "img" });
    const said = known.map(state => fill(words.level_at, { round: state.round, level: state.rows[dimension][0] }));
    picture.setAttribute("aria-label", said.join("; ") || words.no_round);
    for (let level = 0; level <= steps; level += 1) {
      const height = high - 32 - level / steps * (high - 56);
      picture.append(shape("line", { x1: 22, x2: 280, y1: height, y2: height }), shape("text", { x: 10, y: height + 4, class: "scale" }, data.lowest + level));
    }
    picture.append(shape("polyline", { points: known.map(state => `${x(state)},${y(state)}`).join(" ") }));
    for (const state of known) {
      const level = state.rows[dimension][1];
      picture.append(
        shape("circle", { cx: x(state), cy: y(state), r: 6, fill: `var(--level-${level})` }),
        shape("text", { x: x(state), y: y(state) - 11 }, state.rows[dimension][0]),
        shape("text", { x: x(state), y: high - 8, class: "year" }, state.year));
    }
    return picture;
  }

  function field(member, { dimension, year }) {
    const one = make("article", "field"), state = stateOf(member, year);
    one.append(make("h3", "", member.name));
    if (!state) { one.append(make("p", "against", words.no_round)); return one; }
    const against = state.against ? fill(words.compared, { round: state.against }) : words.not_compared;
    one.append(make("p", "against", [state.round, state.day, against, state.remarks].filter(Boolean).join(" · ")));
    if (dimension) one.append(time(member, dimension, year));
    const rows = make("ul", "rows");
    for (const [id, values] of Object.entries(state.rows).sort((a, b) => order(a[0]) - order(b[0]))) {
      if (!dimension || id === dimension) rows.append(row(id, values));
    }
    one.append(rows);
    return one;
  }

  const heads = all(byId("levels"), "thead th[data-dimension]").map(head => head.dataset.dimension);
  const order = id => heads.indexOf(id);

  function fillRow(line, member, year) {
    const state = stateOf(member, year), cells = all(line, "td[data-dimension]");
    if (!cells.length) return;
    line.querySelector(".round").textContent = state ? state.round : words.no_round;
    for (const cell of cells) {
      const values = state && state.rows[cell.dataset.dimension];
      cell.className = values && values[1] !== null ? "level-" + values[1] : "";
      cell.textContent = values ? values[0] : "";
      if (values && values[5]) cell.append(" ", make("span", "change " + values[6], values[5]));
    }
  }

  function show() {
    const wanted = chosen();
    const seen = data.members.filter(member => !wanted.region || member.region === wanted.region);
    const ids = new Set(seen.map(member => member.id));
    byId("count").textContent = fill(words.shown_count, { shown: seen.length, all: data.members.length });
    fields.replaceChildren(...seen.map(member => field(member, wanted)));
    for (const line of all(document, "[data-member]")) line.hidden = !ids.has(line.dataset.member);
    for (const member of data.members) {
      const line = all(byId("levels"), "tr[data-member]").find(one => one.dataset.member === member.id);
      if (line) fillRow(line, member, wanted.year);
    }
    for (const cell of all(document, "[data-dimension]")) cell.hidden = Boolean(wanted.dimension) && cell.dataset.dimension !== wanted.dimension;
    const table = wanted.view === "table";
    fields.hidden = byId("key").hidden = table;
    byId("levels").hidden = !table;
    history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)));
  }

  function resume() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const name of ["region", "dimension", "year"]) {
      const list = byId(name), value = asked.get(name);
      if (list && value && [...list.options].some(option => option.value === value)) list.value = value;
    }
    if (asked.get("view") === "table") form.elements.view.value = "table";
  }

  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", show);
  resume();
  show();
})();
