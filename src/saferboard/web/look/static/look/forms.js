// What is being written in a form is kept on this device, by account, until it is sent: a session
// may end meanwhile, or a window be closed. Minutes look after themselves.

const account = document.body.dataset.account;
const ours = `saferboard:form:${account}:`;
const left = "Words that you wrote here and did not save";
const written = (form) => [...form.querySelectorAll("textarea, input[type=text]")].filter((field) => field.name);
const forms = [...document.querySelectorAll("main form[method=post]")].filter(
  (form) => form.querySelector("textarea") && !form.closest("[data-minutes], [data-unkept]"),
);
const keyOf = (form) => `${ours}${location.pathname}:${forms.indexOf(form)}`;

function mine() {
  return Object.keys(localStorage).filter((key) => key.startsWith(ours));
}

function keep(form, sent) {
  const words = Object.fromEntries(written(form).map((field) => [field.name, field.value]));
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ words, sent, path: location.pathname }));
  } catch {
    // A device that keeps nothing is no worse off than before.
  }
}

function putBack(form, kept) {
  const differing = written(form).filter((field) => field.name in kept.words && kept.words[field.name] !== field.value);
  if (!differing.length) return;
  const note = document.createElement("div");
  note.className = "govuk-inset-text";
  note.setAttribute("role", "status");
  note.textContent = `${left} are put back. They are not saved yet. `;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Throw them away";
  const before = differing.map((field) => [field, field.value]);
  button.addEventListener("click", () => {
    for (const [field, value] of before) field.value = value;
    localStorage.removeItem(keyOf(form));
    note.remove();
  });
  note.append(button);
  form.prepend(note);
  for (const field of differing) field.value = kept.words[field.name];
}

if (account) {
  for (const key of mine()) {
    const kept = JSON.parse(localStorage.getItem(key));
    // It was sent, and another page has come of it: the service has it.
    if (kept.sent && kept.path !== location.pathname) localStorage.removeItem(key);
  }
  const failed = document.querySelector(".govuk-error-summary");
  for (const form of forms) {
    const kept = JSON.parse(localStorage.getItem(keyOf(form)));
    if (kept) {
      putBack(form, kept);
      const saved = kept.sent && !failed && written(form).every((field) => field.value === (kept.words[field.name] ?? field.value));
      if (saved && !form.querySelector("[role=status]")) localStorage.removeItem(keyOf(form));
    }
    form.addEventListener("input", () => keep(form, false));
    form.addEventListener("submit", () => keep(form, true));
  }
  document.querySelector("a[data-sign-out]")?.addEventListener("click", (event) => {
    if (!mine().length) return;
    if (window.confirm(`${left} are kept on this device. Signing out deletes them. Sign out?`)) {
      for (const key of mine()) localStorage.removeItem(key);
    } else {
      event.preventDefault();
    }
  });
}

// Whoever reads by ear or by keyboard begins at what is wrong.
document.querySelector(".govuk-error-summary")?.focus();
