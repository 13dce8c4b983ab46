/* A crosshair on charts with points: mouse, finger, arrow keys. The words are the table's. */
(() => {
  "use strict";
  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -1e6, End: 1e6 };

  function words(figure, row) {
    const heads = figure.querySelectorAll("thead th");
    const said = (cell) => [...cell.childNodes].map((one) => one.textContent.trim()).filter(Boolean).join(", ");
    const cells = [...figure.querySelectorAll("tbody tr")[row].cells];
    return cells.map((cell, at) => (at ? heads[at].textContent + " " : "") + said(cell)).join(" · ");
  }

  // Only the first chart of a page says aloud how it is read; the others when they are reached by key.
  function equip(figure) {
    const read = figure.querySelector(".rc-read");
    const pictures = [...figure.querySelectorAll("svg.rc")];
    const marksOf = (picture) => [...picture.querySelectorAll("[data-row]")];
    if (!read || !pictures.length) return;
    const rows = marksOf(pictures[0]).map((mark) => Number(mark.dataset.row)).sort((a, b) => a - b);
    if (!rows.length) return;
    const isFirst = read === document.querySelector(".rc-read");
    let place = -1;

    function say(number, text) {
      read.textContent = text;
      read.classList.toggle("is-quiet", place < 0 && !isFirst);
      read.setAttribute("aria-valuenow", number);
      read.setAttribute("aria-valuetext", text);
    }

    function draw(picture) {
      const mark = picture.querySelector(`[data-row="${rows[place]}"]`);
      const { width, height } = picture.viewBox.baseVal;
      let cross = picture.querySelector(".rc-cross");
      if (!cross) {
        cross = document.createElementNS("http://www.w3.org/2000/svg", "path");
        cross.setAttribute("class", "rc-cross");
        picture.append(cross);
      }
      cross.setAttribute("d", `M${mark.dataset.x} 0V${height}M0 ${mark.dataset.y}H${width}`);
    }

    function show(next) {
      place = Math.max(0, Math.min(next, rows.length - 1));
      say(place + 1, words(figure, rows[place]));
      pictures.forEach(draw);
    }

    function follow({ currentTarget, clientX, clientY }) {
      const to = currentTarget.getScreenCTM().inverse();
      const finger = new DOMPoint(clientX, clientY).matrixTransform(to);
      const counts = figure.matches(".fn") ? 1 : 0;
      const far = ({ dataset }) => Math.hypot(dataset.x - finger.x, counts * (dataset.y - finger.y));
      const best = marksOf(currentTarget).reduce((a, b) => (far(b) < far(a) ? b : a));
      show(rows.indexOf(Number(best.dataset.row)));
    }

    const slider = { role: "slider", tabindex: 0, "aria-label": read.dataset.name, "aria-valuemin": 1, "aria-valuemax": rows.length };
    Object.entries(slider).forEach(([name, value]) => read.setAttribute(name, value));
    say(1, read.textContent);
    read.hidden = false;
    read.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(place < 0 && step === -1 ? rows.length - 1 : place + step);
    });
    pictures.forEach((one) => ["pointermove", "pointerdown"].forEach((name) => one.addEventListener(name, follow)));
  }

  document.querySelectorAll(".run-chart").forEach(equip);
})();
