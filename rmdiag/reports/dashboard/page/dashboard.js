"use strict";
(() => {
  const data = JSON.parse(document.getElementById("values").textContent);
  const words = data.words;
  const byId = id => document.getElementById(id);
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const NUMBER = 0, LEVEL = 1, AT = 2, BAND = 3, CHANGE = 5, WAY = 6, SINCE = 7; // places in the values of a row
  const form = byId("filters"), fields = byId("fields"), steps = data.top - data.lowest, columns = all(byId("levels"), "thead th[data-dimension]").length;
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

  function without(member, year) {
    return member.states.length ? fill(words.no_round_then, { year }) : words.no_round;
  }

  // The numbers of the levels over the lines of a card.
  function axis() {
    const line = make("div", "axis"), track = make("span", "numbers");
    line.setAttribute("aria-hidden", "true");
    for (let level = 0; level <= steps; level += 1) {
      const one = make("i", "", data.lowest + level);
      one.style.left = level / steps * 100 + "%";
      track.append(one);
    }
    line.append(make("span"), track, make("span"), make("span"));
    return line;
  }

  function row(id, [shown, level, at, band, earlier, change, way], indicative) {
    const line = make("li", id === data.whole ? "whole" : ""), track = make("span", "track");
    line.append(make("span", "code", id === data.whole ? words.whole : id), track);
    track.setAttribute("aria-hidden", "true");
    track.style.setProperty("--steps", steps);
    if (band) { const part = make("i", "band"); part.style.left = band[0] + "%"; part.style.width = band[1] + "%"; track.append(part); }
    if (earlier !== null) { const part = make("i", "before"); part.style.left = earlier + "%"; track.append(part); }
    if (at !== null) { const part = make("i", indicative ? "dot" : "dot level-" + level); part.style.left = at + "%"; track.append(part); }
    line.append(make("span", "number", shown), make("span", "change " + way, way ? change : ""));
    return line;
  }

  const drawn = "http://www.w3.org/2000/svg";
  function shape(name, values, text) {
    const one = document.createElementNS(drawn, name);
    for (const [key, value] of Object.entries(values)) one.setAttribute(key, value);
    if (text !== undefined) one.textContent = text;
    return one;
  }

  // Where the marks of a dimension stand over the years, and what is known at each.
  const high = 150, floor = high - 32, ceiling = 24;
  const up = percent => floor - Number(percent) / 100 * (floor - ceiling);
  function marks(member, dimension, year) {
    const every = data.members.flatMap(one => one.states.map(state => state.year));
    const first = Math.min(...every), last = Math.max(...every);
    const x = state => 46 + (last === first ? 100 : (state.year - first) / (last - first) * 200);
    return member.states
      .filter(state => (!year || state.year <= Number(year)) && state.rows[dimension] && state.rows[dimension][AT] !== null)
      .map(state => ({ state, values: state.rows[dimension], x: x(state), y: up(state.rows[dimension][AT]) }));
  }

  function saidOf({ state, values }) {
    const text = state.indicative ? words.level_indicative : values[SINCE] ? words.level_since : words.level_at;
    return fill(text, { round: state.round, level: values[NUMBER], since: values[SINCE] });
  }

  function grid() {
    const lines = [];
    for (let level = 0; level <= steps; level += 1) {
      const y = up(level / steps * 100);
      lines.push(shape("line", { x1: 22, x2: 280, y1: y, y2: y }), shape("text", { x: 10, y: y + 4, class: "scale" }, data.lowest + level));
    }
    return lines;
  }

  // A line runs only to a round with which this one can be compared.
  function joins(known) {
    return known.flatMap(to => known
      .filter(from => from.state.round === to.values[SINCE])
      .map(from => shape("polyline", { points: `${from.x},${from.y} ${to.x},${to.y}`, "data-from": from.state.round, "data-to": to.state.round })));
  }

  function mark({ state, values, x, y }) {
    const colour = state.indicative ? "var(--paper)" : `var(--level-${values[LEVEL]})`;
    const top = values[BAND] ? Math.min(y - 6, up(Number(values[BAND][0]) + Number(values[BAND][1]))) : y - 6;
    return [
      shape("circle", { cx: x, cy: y, r: 6, fill: colour, class: state.indicative ? "hollow" : "full" }),
      shape("text", { x, y: top - 5 }, values[NUMBER]),
      shape("text", { x, y: high - 8, class: "year" }, state.year)];
  }

  function interval({ values, x }) {
    if (!values[BAND]) return [];
    const [left, width] = values[BAND].map(Number);
    return [shape("rect", { x: x - 10, y: up(left + width), width: 20, height: up(left) - up(left + width), rx: 2, class: "possible" })];
  }

  // One dimension over the rounds of an administration, each in its year.
  function time(known) {
    const picture = shape("svg", { viewBox: `0 0 290 ${high}`, class: "time", role: "img", "aria-label": known.map(saidOf).join("; ") });
    picture.append(...grid(), ...known.flatMap(interval), ...joins(known), ...known.flatMap(mark));
    return picture;
  }

  function field(member, { dimension, year }) {
    const one = make("article", "field"), state = stateOf(member, year);
    one.append(make("h3", "", member.name));
    if (!state) { one.append(make("p", "against", without(member, year))); return one; }
    const against = state.against ? fill(words.compared, { round: state.against }) : words.not_compared;
    one.append(make("p", "against", [state.round, state.day, against, state.remarks].filter(Boolean).join(" · ")));
    const known = dimension ? marks(member, dimension, year) : [];
    if (known.length) one.append(time(known));
    if (state.without) { one.append(make("p", "told", state.without)); return one; }
    const rows = make("ul", "rows");
    for (const id of data.order.filter(id => state.rows[id] && (!dimension || id === dimension))) rows.append(row(id, state.rows[id], state.indicative));
    one.append(axis(), rows);
    return one;
  }

  function fillRow(line, member, { year, dimension }) {
    const state = stateOf(member, year), cells = all(line, "td[data-dimension]"), round = line.querySelector(".round");
    const wordy = !state || Boolean(state.without);
    line.classList.toggle("wordy", wordy);
    round.colSpan = !wordy ? 1 : dimension ? 2 : columns + 1;
    round.textContent = state ? [state.round, state.without].filter(Boolean).join(" · ") : without(member, year);
    for (const cell of cells) {
      const values = state && state.rows[cell.dataset.dimension];
      cell.className = values && values[LEVEL] !== null ? "level-" + values[LEVEL] : "";
      cell.textContent = values ? values[NUMBER] : "";
      if (values && values[WAY]) cell.append(" ", make("span", "change " + values[WAY], values[CHANGE]));
    }
  }

  function count(seen, year) {
    const known = seen.filter(member => stateOf(member, year)).length, values = { shown: known, all: data.members.length, without: seen.length - known };
    byId("count").textContent = fill(known < seen.length ? words.shown_without : words.shown_count, values);
  }

  // A shade at the edge says that a table goes on there.
  function shade() {
    for (const box of all(document, ".scroll")) box.parentNode.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
  }

  function show() {
    const wanted = chosen();
    const seen = data.members.filter(member => !wanted.region || member.region === wanted.region);
    const ids = new Set(seen.map(member => member.id));
    count(seen, wanted.year);
    fields.replaceChildren(...seen.map(member => field(member, wanted)));
    for (const line of all(document, "[data-member]")) line.hidden = !ids.has(line.dataset.member);
    for (const member of data.members) {
      const line = all(byId("levels"), "tr[data-member]").find(one => one.dataset.member === member.id);
      if (line) fillRow(line, member, wanted);
    }
    for (const cell of all(document, "[data-dimension]")) cell.hidden = Boolean(wanted.dimension) && cell.dataset.dimension !== wanted.dimension;
    const table = wanted.view === "table";
    fields.hidden = byId("key").hidden = table;
    byId("key-line").hidden = !wanted.dimension;
    byId("levels").hidden = !table;
    shade();
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

  for (const box of all(document, ".scroll")) {
    const frame = make("div", "frame");
    box.replaceWith(frame);
    frame.append(box);
    box.addEventListener("scroll", shade, { passive: true });
  }
  window.addEventListener("resize", shade);
  document.addEventListener("toggle", shade, true);
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", show);
  resume();
  show();
})();
