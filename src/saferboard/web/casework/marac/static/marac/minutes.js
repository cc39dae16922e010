// The minutes of a case are saved while they are written. Nothing of a case is kept on the device.

const SAVE_AFTER = 4000; // milliseconds
const form = document.querySelector("[data-minutes-of-case]");
const said = form?.querySelector("[data-saved]");
let timer = 0, busy = false, again = false;

async function save() {
  if (busy) { again = true; return; }
  busy = true;
  const sent = new FormData(form);
  let told = "Not saved: there is no connection. Do not close the page.";
  try {
    const answer = await fetch(location.pathname, {
      method: "POST", body: sent, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json" },
    });
    if (answer.ok || answer.status === 422) {
      const found = await answer.json();
      if (found.faults) told = `Not saved: ${found.faults.join(" ")}`;
      else if (found.aside) {
        told = "Somebody else saved meanwhile. Yours is kept beside theirs: open the page again to put them together.";
        form.removeEventListener("input", wait);
      } else {
        form.elements.base.value = found.number;
        told = `Saved at ${new Date().toLocaleTimeString("en-GB")}.`;
      }
    } else told = "Not saved: you may be signed out. Copy what you wrote, and open the page again.";
  } catch { /* what was written stays on the page */ }
  said.textContent = told;
  busy = false;
  if (again) { again = false; wait(); }
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

form?.addEventListener("input", wait);
form?.addEventListener("submit", () => clearTimeout(timer));
