/* One question at a time, or all on one page; without this file, one page. Which questions are asked says
   branching.js, which marks the others with data-unasked. What is kept on the device is in draft.js. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const questions = form ? [...form.querySelectorAll(":scope > .question")] : []; // rows of a diary stay together
  if (!questions.length) return;

  const find = (selector) => form.querySelector(selector);
  const words = find(".progress span");
  const pattern = words.textContent;
  const button = find(".bar > button");
  const body = document.body;
  const WHOLE = "#alle";
  let here = questions[0];
  let isWhole = location.hash === WHOLE;
  let moved = 0; // when this question came up, until it is touched: a double tap on Next must not send
  let sent = false;

  const isAsked = (part) => !part.hasAttribute("data-unasked");
  const asked = () => questions.filter(isAsked);
  const isLast = () => isWhole || here === asked().at(-1);
  const isSeen = (part) => part.getClientRects().length > 0;
  const depth = () => (history.state && history.state.depth) || 0;

  /* Headings and words to read stand before the question they lead to, and are shown with it. */
  function partsOf(question) {
    const found = [question];
    let part = question.previousElementSibling;
    for (; part && (part.matches(".part-name, .part-words") || (part.matches(".question") && !isAsked(part))); part = part.previousElementSibling) found.push(part);
    part = question.nextElementSibling;
    if (question === asked().at(-1)) for (; part && !part.matches(".bar"); part = part.nextElementSibling) found.push(part);
    return found;
  }

  const label = (name) => ["to-send", "to-next", "sending"].forEach((each) => { find("." + each).hidden = each !== name; });

  function draw() {
    const steps = asked();
    const at = steps.indexOf(here);
    const shown = new Set(isWhole ? questions.flatMap(partsOf) : partsOf(here));
    form.querySelectorAll(":scope > .question, :scope > .part-name, :scope > .part-words").forEach((part) => { part.hidden = !shown.has(part) && (!isWhole || part.matches(".question")); });
    words.textContent = pattern.replace("##", steps.length).replace("#", at + 1);
    Object.assign(find("progress"), { max: steps.length, value: at + 1 });
    find(".progress").hidden = isWhole;
    if (!sent) label(isLast() ? "to-send" : "to-next");
    find(".to-back").hidden = at === 0;
    find(".to-skip").hidden = isLast();
    find(".bar-more").hidden = isWhole || steps.length === 1;
    find(".whole").hidden = steps.length === 1;
    find(".is-stepwise").hidden = isWhole;
    find(".is-whole").hidden = !isWhole;
    body.classList.toggle("stepwise", !isWhole);
    body.classList.toggle("begun", !isWhole && at > 0);
  }

  /* Where a question is no longer asked, the one before it is shown. */
  function show(question, focus) {
    const before = questions.slice(0, questions.indexOf(question) + 1).filter(isAsked);
    here = before.at(-1) || asked()[0];
    moved = Date.now();
    draw();
    form.dispatchEvent(new CustomEvent("turned"));
    if (!focus) return;
    if (!isWhole) scrollTo(0, 0);
    here.focus({ preventScroll: !isWhole });
  }

  function go(question) {
    history.pushState({ question: question.id, depth: depth() + 1 }, "");
    show(question, true);
  }

  const after = (question) => asked()[asked().indexOf(question) + 1];
  const holding = (target) => questions.find((question) => target && question.contains(target));
  const named = (id) => holding(document.getElementById(id)) || questions[0];

  /* What the browser itself cannot read, such as letters in a number, would be sent as nothing. */
  function isReadable() {
    const wrong = [...form.elements].find((field) => isSeen(field) && !field.checkValidity());
    if (wrong) wrong.reportValidity();
    return !wrong;
  }

  form.noValidate = true;
  button.addEventListener("click", (event) => { if (event.detail > 1) event.preventDefault(); });
  form.addEventListener("change", () => { moved = 0; });
  form.addEventListener("asked", () => { if (isAsked(here)) draw(); else show(here, false); });
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.name) return; // another language
    if (isLast() && !sent && Date.now() - moved >= 250 && isReadable()) {
      sent = true;
      label("sending");
      button.setAttribute("aria-disabled", "true");
      return;
    }
    event.preventDefault();
    if (!isLast() && isReadable()) go(after(here));
  });
  form.addEventListener("unsent", () => {
    sent = false;
    button.removeAttribute("aria-disabled");
    draw();
  });
  find(".to-back").addEventListener("click", () => {
    if (depth()) return history.back();
    const steps = asked(); // the page came back from the server in the middle: there is nothing to go back to
    show(steps[Math.max(steps.indexOf(here) - 1, 0)], true);
  });
  find(".to-skip").addEventListener("click", () => {
    here.querySelectorAll("input, select, textarea").forEach((field) => {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    const next = here.nextElementSibling;
    form.dispatchEvent(new CustomEvent("filled"));
    go(after(here) || next);
  });
  find(".to-whole").addEventListener("click", () => {
    isWhole = !isWhole;
    history.replaceState(history.state, "", isWhole ? WHOLE : location.pathname + location.search);
    if (isWhole) draw();
    else show(here, false);
    here.scrollIntoView({ block: "start" });
    if (isWhole) find(".to-whole").focus({ preventScroll: true });
  });
  form.addEventListener("go", (event) => show(named(event.detail), true));
  addEventListener("popstate", (event) => { if (event.state && event.state.question) show(named(event.state.question), true); });

  // The same question is shown when the page comes back in another language.
  document.querySelectorAll("button[formaction]").forEach((language) => language.addEventListener("click", () => {
    language.formAction = language.formAction.split("#")[0] + (isWhole ? WHOLE : "#" + here.id);
  }));

  // The next person at this screen must not meet the answers of the last.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !sent) return;
    form.reset();
    form.dispatchEvent(new CustomEvent("unsent"));
    form.dispatchEvent(new CustomEvent("filled"));
    show(questions[0], true);
  });

  document.querySelectorAll(".summary a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    const target = document.getElementById(link.hash.slice(1));
    const fold = target && target.closest("details");
    if (fold) fold.open = true;
    go(holding(target) || questions[0]);
    if (target && target !== here) target.focus();
  }));

  form.querySelectorAll("details .field-wrong").forEach((wrong) => { wrong.closest("details").open = true; });
  find(".whole").hidden = false;
  const wrong = find(".field-wrong");
  const start = wrong ? holding(wrong) : named(location.hash.slice(1));
  history.replaceState({ question: start.id, depth: depth() }, "");
  show(start, false);
  moved = 0;
  const summary = document.querySelector(".summary");
  if (summary) summary.focus();
})();
