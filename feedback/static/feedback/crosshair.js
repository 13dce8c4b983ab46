/* A crosshair on charts with points: by mouse, finger and arrow keys. It says what the chart's own table says
   of the point, and nothing else; without this file the table says it all the same. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function words(figure, at) {
    const heads = figure.querySelectorAll("thead th");
    const cells = figure.querySelectorAll("tbody tr")[at].cells;
    const said = (cell) => [...cell.childNodes].map((one) => one.textContent.trim()).filter(Boolean).join(", ");
    return [...cells].map((cell, column) => (column ? heads[column].textContent + " " : "") + said(cell)).join(" · ");
  }

  function equip(figure) {
    const read = figure.querySelector(".rc-read");
    const pictures = [...figure.querySelectorAll("svg.rc")];
    if (!read || !pictures.length) return;
    const rows = [...pictures[0].querySelectorAll("[data-row]")].map((mark) => Number(mark.dataset.row)).sort((a, b) => a - b);
    if (!rows.length) return;
    let place = -1;

    function show(next) {
      place = Math.max(0, Math.min(next, rows.length - 1));
      const text = words(figure, rows[place]);
      read.textContent = text;
      read.setAttribute("aria-valuenow", place + 1);
      read.setAttribute("aria-valuetext", text);
      pictures.forEach((picture) => {
        const mark = picture.querySelector(`[data-row="${rows[place]}"]`);
        const { width, height } = picture.viewBox.baseVal;
        let cross = picture.querySelector(".rc-cross");
        if (!cross) {
          cross = document.createElementNS(SVG, "path");
          cross.setAttribute("class", "rc-cross");
          picture.append(cross);
        }
        cross.setAttribute("d", `M${mark.dataset.x} 0V${height}M0 ${mark.dataset.y}H${width}`);
      });
    }

    function follow(event) {
      const picture = event.currentTarget;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
      const isFunnel = figure.classList.contains("fn");
      const far = (mark) => Math.hypot(mark.dataset.x - at.x, isFunnel ? mark.dataset.y - at.y : 0);
      const [nearest] = [...picture.querySelectorAll("[data-row]")].sort((a, b) => far(a) - far(b));
      show(rows.indexOf(Number(nearest.dataset.row)));
    }

    const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -1e6, End: 1e6, PageUp: 5, PageDown: -5 };
    const slider = { role: "slider", tabindex: 0, "aria-label": read.dataset.name, "aria-valuemin": 1, "aria-valuemax": rows.length, "aria-valuenow": 1, "aria-valuetext": read.textContent };
    Object.entries(slider).forEach(([name, value]) => read.setAttribute(name, value));
    read.hidden = false;
    read.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(place < 0 && STEPS[event.key] === 1 ? 0 : (place < 0 ? rows.length : place) + STEPS[event.key]);
    });
    pictures.forEach((picture) => ["pointermove", "pointerdown"].forEach((name) => picture.addEventListener(name, follow)));
  }

  document.querySelectorAll(".run-chart").forEach(equip);
})();
