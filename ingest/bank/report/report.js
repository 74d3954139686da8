"use strict";
(() => {
  const table = document.getElementById("table");
  const bodies = [...table.tBodies];
  const search = document.getElementById("search");
  const selects = [...document.querySelectorAll("select[data-column]")];
  const count = document.getElementById("count");
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const filter = () => {
    const words = fold(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const body of bodies) {
      const cells = body.rows[0].cells;
      const fits =
        words.every((word) => body.dataset.find.includes(word)) &&
        selects.every((select) => !select.value || cells[select.dataset.column].textContent === select.value);
      body.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown
      ? count.dataset.shown.replace("{shown}", shown).replace("{all}", bodies.length)
      : count.dataset.none;
  };

  const toggle = (button, open) => {
    button.setAttribute("aria-expanded", open);
    document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
  };

  const sort = (head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const text = (body) => {
      const cell = body.rows[0].cells[head.cellIndex];
      return cell.dataset.sort || cell.textContent;
    };
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    bodies.sort((a, b) => (up ? compare(text(a), text(b)) : compare(text(b), text(a))));
    table.append(...bodies);
  };

  for (const button of table.querySelectorAll(".opener")) {
    toggle(button, false);
    button.addEventListener("click", () => toggle(button, button.getAttribute("aria-expanded") !== "true"));
  }
  for (const button of table.querySelectorAll("th button"))
    button.addEventListener("click", () => sort(button.parentNode));
  for (const link of document.querySelectorAll("a[data-place]"))
    link.addEventListener("click", () => {
      search.value = link.dataset.place;
      filter();
    });
  search.addEventListener("input", filter);
  for (const select of selects) select.addEventListener("change", filter);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
