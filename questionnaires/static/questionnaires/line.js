/* A line from 0 to 100 in place of a number field. No mark until it is touched, so that nobody's answer is
   the place where the mark happened to stand; the number field goes on holding the answer. */
(() => {
  "use strict";
  const form = document.querySelector("form.questions");
  if (!form) return;

  const STEP = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
  const MIDDLE = 50;

  function draw(line) {
    const field = line.previousElementSibling;
    const find = (selector) => line.querySelector(selector);
    const track = find(".line-track");
    const thumb = find(".line-thumb");
    const number = find(".line-number");
    const isRightToLeft = () => getComputedStyle(track).direction === "rtl";
    const value = () => (field.value === "" ? null : Math.min(Math.max(Math.round(Number(field.value)), 0), 100));
    let from = null; // where a finger came down
    let isDragged = false;

    function show() {
      const at = value();
      const words = at === null ? line.dataset.empty : line.dataset.of.replace("#", at);
      thumb.hidden = at === null;
      thumb.style.insetInlineStart = (at || 0) + "%";
      track.setAttribute("aria-valuenow", at || 0);
      track.setAttribute("aria-valuetext", words);
      number.textContent = words;
      number.hidden = at === null || find(".line-show").getAttribute("aria-pressed") !== "true";
      find(".is-empty").hidden = at !== null;
      [".line-clear", ".line-show"].forEach((each) => { find(each).hidden = at === null; });
    }

    function set(at) {
      field.value = at === null ? "" : Math.min(Math.max(Math.round(at), 0), 100);
      field.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    }

    /* The first step only brings the mark, in the middle: from there people see which way to go. */
    const step = (by) => set(value() === null ? MIDDLE : value() + by);

    function setAt(event) {
      const box = track.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      set(100 * (isRightToLeft() ? 1 - share : share));
    }

    /* A tap comes as a click, and not where a finger only scrolled the page past the line. */
    track.addEventListener("click", (event) => { if (!isDragged) setAt(event); });
    track.addEventListener("pointerdown", (event) => { from = event.clientX; isDragged = false; track.setPointerCapture(event.pointerId); });
    track.addEventListener("pointermove", (event) => {
      if (from === null || (!isDragged && Math.abs(event.clientX - from) < 5)) return;
      isDragged = true;
      setAt(event);
    });
    ["pointerup", "pointercancel"].forEach((name) => track.addEventListener(name, () => { from = null; }));
    track.addEventListener("keydown", (event) => {
      const onward = isRightToLeft() ? -1 : 1;
      const by = { ...STEP, ArrowRight: onward, ArrowLeft: -onward }[event.key];
      const end = { Home: 0, End: 100 }[event.key];
      if ((by === undefined && end === undefined) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (by === undefined) set(end);
      else step(by);
    });
    line.querySelectorAll(".line-step").forEach((button) => button.addEventListener("click", () => step(Number(button.dataset.step))));
    find(".line-clear").addEventListener("click", () => { set(null); track.focus(); });
    find(".line-show").addEventListener("click", (event) => {
      const isShown = event.currentTarget.getAttribute("aria-pressed") === "true";
      event.currentTarget.setAttribute("aria-pressed", String(!isShown));
      show();
    });
    form.addEventListener("filled", show);
    form.addEventListener("reset", () => setTimeout(show));

    field.type = "hidden";
    line.hidden = false;
    const question = line.closest(".question");
    question.classList.add("lined");
    question.querySelector(".question-name").removeAttribute("for");
    show();
  }

  const all = (part) => part.querySelectorAll(".line[hidden]").forEach(draw);
  form.addEventListener("added", (event) => all(event.target));
  all(form);
})();
