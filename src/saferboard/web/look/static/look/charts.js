// Reading a chart by pointer: the figure nearest to it is named above the chart.
// Without this script each mark still has a title, and every chart has its table.
for (const figure of document.querySelectorAll(".sb-chart")) {
  const readout = figure.querySelector(".sb-chart__readout");
  const marks = [...figure.querySelectorAll("svg [data-figure]")];
  if (!readout || marks.length === 0) continue;
  const resting = readout.textContent;
  let named = null;

  const clear = () => {
    named?.classList.remove("sb-chart__mark");
    named = null;
    readout.textContent = resting;
  };
  const name = (event) => {
    let best = null;
    let least = Infinity;
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const across = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
      const down = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
      const distance = across * 4 + down;
      if (distance < least) [best, least] = [mark, distance];
    }
    if (best === named) return;
    named?.classList.remove("sb-chart__mark");
    named = best;
    named.classList.add("sb-chart__mark");
    readout.textContent = named.dataset.figure;
  };
  const svg = figure.querySelector("svg");
  for (const title of svg.querySelectorAll("[data-figure] > title")) title.remove();
  svg.addEventListener("pointermove", name);
  svg.addEventListener("pointerdown", name);
  svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && clear());
}

// Where a line is wider than its frame, the newest month is what people come for.
for (const frame of document.querySelectorAll("[data-newest-first]")) {
  frame.scrollLeft = frame.scrollWidth;
}
