// Each tick is stored at once, and the quorum said anew. Without this the button stores them all.

const form = document.querySelector("[data-attendance]");
const quorum = document.querySelector("[data-quorum]");

async function store(group, input) {
  const seen = group.parentElement.querySelector('[name^="was-"]');
  const body = new URLSearchParams({
    presence: input.value,
    was: seen.value,
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
  });
  let told = { faults: ["Not stored: there is no connection. Press “Save the attendance” later."] };
  try {
    const answer = await fetch(group.dataset.row, {
      method: "POST", body, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json" },
    });
    if (answer.ok || answer.status === 422) told = await answer.json();
    else told = { faults: ["Not stored: you may be signed out. Open the page again."] };
  } catch {
    // The tick stays on the page, and the button sends it.
  }
  if (told.faults) {
    quorum.textContent = told.faults.join(" ");
    return;
  }
  seen.value = told.presence;
  quorum.textContent = `${told.quorum.charAt(0).toUpperCase()}${told.quorum.slice(1)}.`;
}

for (const group of document.querySelectorAll("[data-row]")) {
  group.addEventListener("change", (event) => store(group, event.target));
}
