"use strict";
(() => {
  const sent = JSON.parse(document.getElementById("form").textContent);
  const words = sent.words;
  const key = "rmdiag " + sent.checksum;
  const fieldsets = [...document.querySelectorAll("fieldset.question")];
  const byId = new Map(fieldsets.map(one => [one.dataset.id, one]));
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const tidy = text => text.replace(/\r\n?/g, "\n").trim();
  let silence = 0;
  const say = text => {
    const message = document.getElementById("message");
    message.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { message.textContent = ""; }, 20000);
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  let typed = false, unsaved = false, noticed = false;

  // ------------------------------------------------------------------ from the page to what is said, and back
  function numberOf(input) {
    const text = tidy(input.value).replace(/[\u00a0\u202f ]/g, "").replace(/%$/, "");
    if (!text) return { text: "" };
    if (/^-?\d{1,3}([.,]\d{3})+$/.test(text)) return { text: input.value, wrong: words.ambiguous };
    const plain = text.replace(",", ".");
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(plain)) return { text: input.value, wrong: words.no_number };
    if ("whole" in input.dataset && plain.includes(".")) return { text: input.value, wrong: words.whole };
    const value = Number(plain), { min, max } = input.dataset;
    if (min && value < Number(min)) return { text: plain, wrong: fill(words.too_small, { min }) };
    if (max && value > Number(max)) return { text: plain, wrong: fill(words.too_large, { max }) };
    return { text: plain };
  }

  function answerOf(one) {
    const kind = one.dataset.type;
    if (kind === "yes_partly_no" || kind === "choice") {
      const picked = one.querySelector(".answer input:checked");
      return { answer: picked ? picked.value : undefined };
    }
    if (kind === "multi") {
      const picked = all(one, ".answer input:checked").map(input => input.value);
      return { answer: picked.length ? picked : undefined };
    }
    if (kind === "table") {
      const rows = all(one, "tbody tr").map(row => Object.fromEntries(
        all(row, "input").map(input => [input.dataset.column, tidy(input.value)]).filter(pair => pair[1])));
      const filled = rows.filter(row => Object.keys(row).length);
      return { answer: filled.length ? filled : undefined };
    }
    const input = one.querySelector(".answer .value");
    if (kind === "number" || kind === "percent") {
      const found = numberOf(input);
      return { answer: found.text || undefined, wrong: found.wrong };
    }
    return { answer: tidy(input.value) || undefined };
  }

  function said(one) {
    const state = one.querySelector(".state").value, found = {}, given = answerOf(one);
    let wrong = "";
    if (state === "no") found.answer = "no";
    else if (state === "not_applicable") {
      const reason = tidy(one.querySelector(".reason-value").value);
      if (reason) found.not_applicable = reason; else wrong = words.reason_needed;
    } else if (state === "do_not_know") found.do_not_know = true;
    else if (given.answer !== undefined) {
      found.answer = given.answer;
      wrong = given.wrong || "";
      const met = one.querySelector(".met-value");
      if (met && met.value && found.answer !== "no") found.met = met.value;
      else if (met && found.answer !== "no") wrong = words.met_needed;
    }
    const confidence = one.querySelector(".confidence").value;
    if (confidence) found.confidence = confidence;
    const evidence = tidy(one.querySelector(".evidence").value).split(/[\s,;]+/).filter(Boolean);
    if (evidence.length) found.evidence = evidence;
    if (confidence === "verified" && found.answer !== undefined && !evidence.length) wrong = wrong || words.evidence_needed;
    const note = tidy(one.querySelector(".note").value);
    if (note) found.note = note;
    return { found, wrong };
  }

  function show(one, what) {
    const kind = one.dataset.type, answer = what.answer;
    const denied = answer === "no" && kind !== "yes_partly_no" && !one.querySelector('.answer input[value="no"]');
    one.querySelector(".state").value = what.not_applicable !== undefined ? "not_applicable" : what.do_not_know ? "do_not_know" : denied ? "no" : "";
    one.querySelector(".reason-value").value = what.not_applicable || "";
    one.querySelector(".confidence").value = what.confidence || "";
    one.querySelector(".evidence").value = (what.evidence || []).join(", ");
    one.querySelector(".note").value = what.note || "";
    const met = one.querySelector(".met-value");
    if (met) met.value = what.met || "";
    const value = denied ? undefined : answer;
    if (kind === "yes_partly_no" || kind === "choice" || kind === "multi") {
      const picked = Array.isArray(value) ? value : value === undefined ? [] : [value];
      for (const input of all(one, ".answer input")) input.checked = picked.includes(input.value);
    } else if (kind === "table") {
      const body = one.querySelector("tbody");
      body.textContent = "";
      const rows = Array.isArray(value) ? value : [];
      while (body.children.length < Math.max(3, rows.length + 1)) addRow(one);
      rows.forEach((row, place) => { for (const input of all(body.children[place], "input")) input.value = row[input.dataset.column] || ""; });
    } else one.querySelector(".answer .value").value = value === undefined ? "" : value;
  }

  function addRow(one) {
    one.querySelector("tbody").append(one.querySelector("template").content.cloneNode(true));
  }

  // ------------------------------------------------------------------ what applies, what is missing
  function applies(id, seen = new Set()) {
    const condition = sent.conditions[id];
    if (!condition || seen.has(id)) return true;
    const control = byId.get(condition.question);
    if (!control) return true;
    if (!applies(condition.question, seen.add(id))) return false;
    const { found } = said(control);
    if (found.not_applicable !== undefined) return false;
    if (found.answer === undefined) return true;
    const given = Array.isArray(found.answer) ? found.answer : [found.answer];
    return given.some(value => condition.values.includes(value));
  }

  function refresh() {
    let done = 0, open = 0;
    const parts = new Map();
    for (const one of fieldsets) {
      const on = applies(one.dataset.id), { found, wrong } = said(one);
      const has = found.answer !== undefined || found.not_applicable !== undefined || found.do_not_know === true;
      const state = one.querySelector(".state").value;
      one.classList.toggle("off", !on);
      one.classList.toggle("done", on && has && !wrong);
      one.classList.toggle("wrong", on && Boolean(wrong));
      one.querySelector(".reason").hidden = state !== "not_applicable";
      for (const input of all(one, ".answer input, .answer textarea, .answer select, .answer button")) input.disabled = Boolean(state);
      const problem = one.querySelector(".problem");
      if (problem.textContent !== wrong) problem.textContent = wrong;
      problem.hidden = !on || !wrong;
      if (!on || has) done += 1; else open += 1;
      const part = one.closest(".dimension");
      const [ready, total] = parts.get(part) || [0, 0];
      parts.set(part, [ready + (!on || has ? 1 : 0), total + 1]);
    }
    for (const [part, [ready, total]] of parts) part.querySelector(".part").textContent = fill(words.part, { done: ready, total });
    document.getElementById("progress").value = done;
    document.getElementById("count").textContent = fill(words.count, { done, total: fieldsets.length, open });
  }

  // ------------------------------------------------------------------ keeping, saving, loading
  function everything() {
    return Object.fromEntries(fieldsets.map(one => [one.dataset.id, said(one).found]));
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(everything()));
      if (!noticed) say(words.kept);
      noticed = true;
    } catch (_) {
      say(words.not_kept);
    }
  }

  function response() {
    const now = new Date(), two = number => String(number).padStart(2, "0");
    const filled = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const { format, version, head, base, checksum } = sent;
    return JSON.stringify({ format, version, head, base, checksum, filled, answers: everything() }, null, 1) + "\n";
  }

  function save() {
    const wrong = fieldsets.filter(one => applies(one.dataset.id) && said(one).wrong);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([response()], { type: "application/json" }));
    link.download = `${sent.head.sheet}.response.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    unsaved = noticed = false;
    say(wrong.length ? fill(words.saved_with_problems, { count: wrong.length }) : fill(words.saved, { name: link.download }));
  }

  function load(text) {
    let found;
    try { found = JSON.parse(text); } catch (_) { found = null; }
    if (!found || found.format !== sent.format || !found.answers || found.head.sheet !== sent.head.sheet) { say(words.no_response); return; }
    for (const [id, what] of Object.entries(found.answers)) if (byId.has(id)) show(byId.get(id), what);
    refresh();
    keep();
    say(words.loaded);
  }

  let waiting = 0;
  function changed(event) {
    const one = event.target.closest("fieldset.question");
    if (!one) return;
    if (event.target.type === "checkbox" && event.target.checked) {
      const alone = "alone" in event.target.dataset;
      for (const input of all(one, ".answer input[type=checkbox]"))
        if (input !== event.target && (alone || "alone" in input.dataset)) input.checked = false;
    }
    typed = unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => { refresh(); keep(); }, 150);
  }

  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("click", event => { if (event.target.matches("button.row")) addRow(event.target.closest("fieldset")); });
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("load").addEventListener("click", () => document.getElementById("file").click());
  document.getElementById("file").addEventListener("change", event => {
    const [file] = event.target.files;
    if (file) file.text().then(load);
    event.target.value = "";
  });
  document.getElementById("next").addEventListener("click", () => {
    const from = document.activeElement.closest("fieldset.question");
    const later = fieldsets.slice(fieldsets.indexOf(from) + 1).concat(fieldsets);
    const one = later.find(field => !field.classList.contains("done") && !field.classList.contains("off"));
    if (!one) { say(words.complete); return; }
    one.scrollIntoView({ block: "start" });
    const first = one.querySelector(".answer input, .answer textarea, .answer select");
    if (first) first.focus({ preventScroll: true });
  });
  addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
  addEventListener("pagehide", () => { if (typed) { clearTimeout(waiting); keep(); } });

  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch (_) { kept = null; }
  for (const one of fieldsets) show(one, (kept || sent.base)[one.dataset.id] || {});
  refresh();
  say(kept ? words.resumed : words.begin);
})();
