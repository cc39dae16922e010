// Drag an item to another meeting of its row. Everything here can be done without it, by the item's
// own page; the server decides, and asks there for whatever more must be said.
const grid = document.querySelector("[data-plan]");
const form = document.querySelector("form[data-drop]");

if (grid && form) {
  let held = null;
  const cellFor = (event) => {
    const cell = event.target.closest("td[data-meeting]");
    const isElsewhere = held && cell && cell !== held.closest("td");
    return isElsewhere && cell.parentElement === held.closest("tr") ? cell : null;
  };
  const clear = () => grid.querySelectorAll(".is-over").forEach((c) => c.classList.remove("is-over"));

  for (const chip of grid.querySelectorAll("[data-move]")) {
    chip.draggable = true;
    chip.querySelectorAll("a").forEach((link) => { link.draggable = false; });
    chip.addEventListener("dragstart", (event) => {
      held = chip;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", chip.dataset.move);
    });
    chip.addEventListener("dragend", () => { held = null; clear(); });
  }
  grid.addEventListener("dragover", (event) => {
    clear();
    const cell = cellFor(event);
    if (cell) {
      event.preventDefault();
      cell.classList.add("is-over");
    }
  });
  grid.addEventListener("drop", (event) => {
    const cell = cellFor(event);
    if (!cell) return;
    event.preventDefault();
    form.action = held.dataset.move;
    form.elements.meeting.value = cell.dataset.meeting;
    form.elements.seen.value = held.dataset.seen;
    form.submit();
  });
  grid.querySelector("[data-hint]").hidden = false;
}
