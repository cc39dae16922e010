// The clock of a meeting: what time it is, and which case of the list should be heard now.

const clock = document.querySelector("[data-clock]");

function tell() {
  const now = new Date();
  const today = now.toLocaleDateString("en-CA", { timeZone: "Europe/London" });
  if (!clock || today !== clock.dataset.day) return;
  const time = now.toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
  const [hours, minutes] = time.split(":").map(Number);
  const minute = hours * 60 + minutes;
  let left = "";
  for (const row of document.querySelectorAll("[data-begins]")) {
    const here = row.dataset.begins <= minute && minute < row.dataset.ends;
    row.classList.toggle("sb-marac-now", here);
    if (here) left = `, ${row.dataset.ends - minute} minutes left of this case`;
  }
  clock.textContent = `It is ${time}${left}.`;
}

tell();
setInterval(tell, 15000);
