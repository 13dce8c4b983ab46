/* Hides and shows questions while they are answered. It knows no rules: the server has worked out which
   answers meet a condition (truthtable.py), in an order in which one pass is enough. What is hidden keeps its
   answer in the page; the server leaves it out. */
(() => {
  "use strict";
  const source = document.getElementById("branching");
  const form = document.querySelector("form.questions");
  if (!source || !form) return;

  const lines = JSON.parse(source.textContent);
  const by = new Map(lines.map((line) => [line.at, line]));
  const COMPARE = {
    exists: () => true,
    "=": (one, other) => one === other,
    ">": (one, other) => one > other,
    "<": (one, other) => one < other,
    ">=": (one, other) => one >= other,
    "<=": (one, other) => one <= other,
  };
  const READ = {
    code: (text) => text,
    words: (text) => text.replace(/\r\n/g, "\n").trim(),
    number: (text) => Number(text.trim().replace(",", ".")),
    moment: (text) => (text.includes(":") ? text.slice(0, 5) : text),
  };

  /* Every answer to a question as [value, is it in own words]; none where it was declined. */
  function said(line, row, data) {
    if (line.row && !row) return [];
    const name = (line.row ? row : "") + "q" + line.field;
    const given = data.getAll(name).filter((text) => text.trim());
    if (given.includes(":declined")) return [];
    const own = (data.get(name + "_other") || "").trim();
    const chosen = given.filter((text) => text !== ":other").map((text) => [READ[line.kind](text), line.kind === "words"]);
    if (own && (line.many || !chosen.length)) chosen.push([own, true]);
    return chosen.filter(([value]) => line.kind !== "number" || Number.isFinite(value));
  }

  function meets(condition, [value, isOwn]) {
    if (isOwn) return condition.words === true || condition.words === value;
    if (condition.codes) return condition.codes.includes(value);
    return COMPARE[condition.op](value, condition.than);
  }

  function judge(row, data) {
    const asked = new Map();
    const holds = (condition) => {
      const question = by.get(condition.of);
      const answers = asked.get(question.at) ? said(question, row, data) : [];
      return answers.some((answer) => meets(condition, answer)) !== Boolean(condition.empty);
    };
    lines.forEach((line) => {
      const when = line.when || [];
      const own = line.any ? when.some(holds) : when.every(holds);
      asked.set(line.at, own && (!line.above || asked.get(line.above)));
    });
    return asked;
  }

  function draw() {
    const data = new FormData(form);
    const rows = new Map();
    form.querySelectorAll("[data-item]").forEach((part) => {
      const fold = part.closest("[data-row]");
      const row = fold ? "r" + fold.dataset.row : "";
      if (!rows.has(row)) rows.set(row, judge(row, data));
      part.toggleAttribute("data-unasked", !rows.get(row).get(Number(part.dataset.item)));
    });
    form.dispatchEvent(new CustomEvent("asked"));
  }

  ["input", "change", "filled"].forEach((name) => form.addEventListener(name, draw));
  form.addEventListener("reset", () => setTimeout(draw));
  document.body.classList.add("branching");
  draw();
})();
