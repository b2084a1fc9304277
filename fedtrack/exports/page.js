// Sorts and narrows down the table of units; without it the table is complete, in the order of the roster.
(() => {
  "use strict";
  const table = document.getElementById("units");
  const controls = document.getElementById("controls");
  const search = document.getElementById("search");
  const state = document.getElementById("state");
  const group = document.getElementById("group");
  const shown = document.getElementById("shown");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const owed = new Set(["pending", "overdue", "returned"]);
  let sorted = "";

  const fits = (row, words) =>
    (!state.value ||
      row.dataset.state === state.value ||
      (state.value === "outstanding" && owed.has(row.dataset.state))) &&
    (!group.value || row.dataset.group === group.value) &&
    words.every((word) => row.textContent.toLowerCase().includes(word));

  const tell = () => {
    const count = rows.filter((row) => !row.hidden).length;
    const narrowed = count < rows.length;
    controls.classList.toggle("narrowed", narrowed);
    shown.textContent = `${narrowed ? `显示${count}家，` : ""}共${rows.length}家${sorted}`;
  };

  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      row.hidden = !fits(row, words);
    }
    tell();
  };

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent;
  };

  const sort = (heading, column) => {
    const rising = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const keys = new Map(rows.map((row) => [row, key(row, column)]));
    const numbers = heading.matches(".number, .ordinal");
    const compare = numbers ? (one, other) => Number(one) - Number(other) : collator.compare;
    const ordered = [...rows].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      if (!a || !b) {
        return Number(!a) - Number(!b); // what is empty stands last, either way
      }
      return rising ? compare(a, b) : compare(b, a);
    });
    body.append(...ordered);
    sorted = `，按${heading.textContent}${rising ? "升序" : "降序"}排列`;
    tell();
  };

  for (const [column, heading] of Array.from(table.tHead.rows[0].cells).entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading, column));
    heading.append(button);
  }
  for (const control of [search, state, group]) {
    control.addEventListener("input", narrow);
  }
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("reset", () => setTimeout(narrow));
  controls.hidden = false;
  narrow(); // a browser may have kept what was typed before the page was loaded again
})();
