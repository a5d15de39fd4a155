// Filtering and ordering of the table of claims. The page reads without it.
"use strict";
(() => {
  const table = document.getElementById("table");
  const form = document.getElementById("filters");
  const words = document.getElementById("filter-words");
  const status = document.getElementById("filter-status");
  const claimant = document.getElementById("filter-claimant");
  const order = document.getElementById("order");
  const count = document.getElementById("filter-count");
  const articles = Array.from(table.tBodies); // as they came: a heading row, then the claims of the article
  const rows = Array.from(table.querySelectorAll("tr[data-status]"), (row) => ({
    row,
    home: row.parentNode,
    title: row.parentNode.querySelector("a").textContent,
    seen: `${row.textContent} ${row.parentNode.rows[0].textContent}`.toLowerCase(),
    ...row.dataset,
  }));
  const collator = new Intl.Collator("en", { numeric: true });
  const statuses = Array.from(status.options, (option) => option.value);
  const compare = {
    worth: (a, b) => b.worth - a.worth,
    status: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status),
    claimant: (a, b) => collator.compare(a.claimant, b.claimant),
    newest: (a, b) => collator.compare(b.published, a.published),
  };

  function filter() {
    const sought = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const claim of rows) {
      const isShown =
        (!status.value || claim.status === status.value) &&
        (!claimant.value || claim.claimant === claimant.value) &&
        sought.every((word) => claim.seen.includes(word));
      claim.row.hidden = !isShown;
      shown += isShown;
    }
    for (const body of table.tBodies) body.hidden = !body.querySelector("tr[data-status]:not([hidden])");
    count.textContent = `${shown} of ${rows.length} claims`;
  }

  // Out of its article a claim needs the article's name beside it.
  function name({ row, title }) {
    const from = document.createElement("span");
    from.className = "from";
    from.textContent = title;
    row.querySelector(".claim").append(from);
  }

  function arrange() {
    for (const from of table.querySelectorAll(".from")) from.remove();
    if (order.value) {
      const body = document.createElement("tbody");
      const sorted = rows.toSorted(compare[order.value]);
      sorted.forEach(name);
      body.append(...sorted.map((claim) => claim.row));
      table.replaceChildren(table.tHead, body);
    } else {
      for (const claim of rows) claim.home.append(claim.row);
      table.replaceChildren(table.tHead, ...articles);
    }
    filter();
  }

  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  order.addEventListener("change", arrange);
  form.addEventListener("reset", () => setTimeout(arrange)); // a form is empty only after this event
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = !rows.length;
  filter();
})();
