// Sorting and filtering of the table of claims. The page reads without it.
"use strict";
(() => {
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const form = document.getElementById("filters");
  const words = document.getElementById("filter-words");
  const status = document.getElementById("filter-status");
  const claimant = document.getElementById("filter-claimant");
  const count = document.getElementById("filter-count");
  const CLAIMANT = 3; // the column

  const text = (row) => (row.seen ??= row.textContent.toLowerCase());

  function filter() {
    const sought = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const isShown =
        (!status.value || row.dataset.status === status.value) &&
        (!claimant.value || row.cells[CLAIMANT].textContent === claimant.value) &&
        sought.every((word) => text(row).includes(word));
      row.hidden = !isShown;
      shown += isShown;
    }
    count.textContent = `${shown} of ${rows.length} claims`;
  }

  function sort(header) {
    const column = header.cellIndex;
    const direction = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const isNumber = header.dataset.kind === "number";
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const key = (row) => row.cells[column].textContent;
    rows.sort((a, b) => direction * (isNumber ? key(a) - key(b) : compare(key(a), key(b))));
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    body.append(...rows);
  }

  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = !rows.length;
  filter();
})();
