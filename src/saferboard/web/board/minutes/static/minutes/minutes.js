// Minutes are saved as they are written. What the service has not acknowledged is kept on this
// device, by account, until it is: without a connection, or after a session has ended.

const page = document.querySelector("[data-minutes]");
const { account, meeting, state: stateAddress } = page.dataset;
const ours = `saferboard:minutes:${account}:`;
const writer = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16)).join("");
const SAVE_AFTER = 1500, LOOK_EVERY = 4000; // milliseconds
const RESTING = 20 * 60 * 1000; // looking on keeps a session alive: not for nobody
const saved = page.querySelector("[data-saved]");
const signIn = page.querySelector("[data-sign-in]");
let token = page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
let trouble = "", closed = "", timer = 0, busy = false, leaving = false;
let lastSeen = Date.now();

// What is kept on this device: one entry for each text being written, one for each outcome.

const refused = new Map();

function keep(key, entry) {
  try {
    localStorage.setItem(ours + key, JSON.stringify({ ...entry, meeting }));
  } catch {
    trouble = "This device keeps nothing: do not close the page until everything is saved";
  }
}

function kept() {
  const found = new Map();
  for (let n = 0; n < localStorage.length; n += 1) {
    const key = localStorage.key(n);
    if (!key.startsWith(ours)) continue;
    const entry = JSON.parse(localStorage.getItem(key));
    if (entry.meeting === meeting) found.set(key.slice(ours.length), entry);
  }
  return found;
}

// Removed only if it is still what was sent: more may have been written meanwhile.
function acknowledged(key, sent) {
  const now = localStorage.getItem(ours + key);
  if (now === null) return;
  const entry = JSON.parse(now);
  if (entry.text === sent.text && entry.base === sent.base) localStorage.removeItem(ours + key);
}

// Sections: a text area each, over a revision that both sides know.

const sections = [...page.querySelectorAll("[data-section]")].map((element) => {
  const form = element.querySelector("[data-text-form]");
  return {
    id: element.dataset.section,
    element,
    form,
    area: form.elements.text,
    base: form.elements.base.defaultValue,
    known: form.elements.text.defaultValue,
    key: `text:${element.dataset.section}:${writer}`,
    list: element.querySelector("[data-outcomes]"),
    adding: element.querySelector("[data-adding]"),
    outcome: element.querySelector("[data-outcome-form]"),
  };
});

const isDirty = (section) => section.area.value !== section.known;

function written(section) {
  if (isDirty(section)) keep(section.key, entryOf(section));
  else localStorage.removeItem(ours + section.key);
  clearTimeout(timer);
  timer = setTimeout(send, SAVE_AFTER);
  tell();
}

const entryOf = (section) => ({
  address: section.form.action, base: section.base, text: section.area.value, writer,
});

// Another's words come in; the cursor stays where it was among the words.
function show(section, text) {
  const { area } = section;
  const old = area.value;
  if (old === text) return;
  let before = 0;
  while (before < old.length && old[before] === text[before]) before += 1;
  let after = 0;
  while (after < old.length - before && after < text.length - before
    && old[old.length - 1 - after] === text[text.length - 1 - after]) after += 1;
  const place = (at) => {
    if (at <= before) return at;
    return at >= old.length - after ? text.length - (old.length - at) : before;
  };
  const focused = document.activeElement === area;
  const [start, end, top] = [area.selectionStart, area.selectionEnd, area.scrollTop];
  area.value = text;
  if (focused) area.setSelectionRange(place(start), place(end));
  area.scrollTop = top;
}

function stored(section, revision, text, undecided) {
  section.base = String(revision);
  section.known = text;
  section.form.elements.base.value = section.base;
  section.element.querySelector("[data-undecided]").hidden = !undecided;
  show(section, text);
}

// Talking to the service. An answer that is no JSON of ours is no acknowledgement.

class Away extends Error {}
class SignedOut extends Error {}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      credentials: "same-origin", redirect: "manual", ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  } catch {
    throw new Away();
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  return answer;
}

async function post(address, values) {
  for (const again of [false, true]) {
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token });
    const answer = await ask(address, { method: "POST", body });
    // The token changes when somebody signs in anew; the state gives the one that holds now.
    if (answer.status === 403 && !again && await look()) continue;
    if (answer.status >= 500 || answer.status === 429) throw new Away();
    const told = await answer.json().catch(() => ({ faults: [`The service answered ${answer.status}.`] }));
    return { ok: answer.ok, told };
  }
  throw new Away();
}

async function attempt(act) {
  try {
    await act();
    trouble = "";
    signIn.hidden = true;
  } catch (error) {
    if (error instanceof SignedOut) {
      trouble = "You are signed out";
      signIn.hidden = false;
    } else if (error instanceof Away) {
      trouble = "Not connected";
    } else {
      throw error;
    }
  }
}

async function send() {
  if (busy || !stateAddress) return;
  busy = true;
  try {
    await attempt(async () => {
      for (const section of sections) if (isDirty(section)) await sendText(section);
      // What an earlier window, or one that was closed, left behind; and outcomes, after texts.
      for (const [key, entry] of kept()) {
        if (key.startsWith("text:") && entry.writer !== writer) await sendLeft(key, entry);
      }
      for (const [key, entry] of kept()) if (key.startsWith("outcome:")) await sendOutcome(key, entry);
    });
  } finally {
    busy = false;
    tell();
  }
}

async function sendText(section) {
  const entry = entryOf(section);
  if (refused.get(section.key)?.text === entry.text) return;
  keep(section.key, entry);
  const { ok, told } = await post(entry.address, entry);
  if (!ok) {
    refused.set(section.key, { text: entry.text, because: told.faults.join(" ") });
    return;
  }
  refused.delete(section.key);
  acknowledged(section.key, entry);
  if (section.area.value === entry.text) {
    stored(section, told.revision, told.text, told.undecided);
  } else if (told.text === entry.text) {
    // Written on meanwhile, over what the service holds now.
    section.base = String(told.revision);
    section.known = told.text;
    keep(section.key, entryOf(section));
  }
  // Else others' words came in while this was written: the next save, by the same writer, merges.
}

async function sendLeft(key, entry) {
  if (refused.has(key)) return;
  const { ok, told } = await post(entry.address, entry);
  if (ok) acknowledged(key, entry);
  else refused.set(key, { text: entry.text, because: told.faults.join(" ") });
}

async function sendOutcome(key, entry) {
  if (refused.has(key)) return;
  const { ok, told } = await post(entry.address, { kind: entry.kind, text: entry.text, key: key.slice(8) });
  if (!ok) {
    refused.set(key, { text: entry.text, because: told.faults.join(" ") });
    return;
  }
  localStorage.removeItem(ours + key);
  const section = sections.find((one) => one.id === entry.section);
  if (section) section.list.innerHTML = told.outcomes;
}

// What others wrote meanwhile. True if the service knows us.
async function look() {
  const known = sections.map((section) => `${section.id}:${section.base}`).join(",");
  const answer = await ask(`${stateAddress}?known=${known}`);
  if (!answer.ok) return false;
  const told = await answer.json();
  token = told.csrf;
  for (const one of told.sections) {
    const section = sections.find((other) => other.id === String(one.id));
    if (!section) continue;
    if (one.text !== undefined && !isDirty(section)) stored(section, one.revision, one.text, one.undecided);
    if (!section.list.contains(document.activeElement) && section.list.dataset.told !== one.outcomes) {
      section.list.innerHTML = one.outcomes;
      section.list.dataset.told = one.outcomes;
    }
  }
  closed = told.state === "draft" ? "" : `The minutes are ${told.state}: nothing more can be written`;
  return true;
}

// Saying how it stands. The words change only when the state does, so that they are read out once.

function waiting() {
  const keys = new Set(kept().keys());
  for (const section of sections) if (isDirty(section)) keys.add(section.key);
  return keys.size;
}

function tell() {
  showRefused();
  if (!saved) return;
  const count = waiting();
  const changes = `${count} change${count === 1 ? "" : "s"} kept on this device`;
  const because = [...refused.values()].map((one) => one.because).join(" ");
  let words = "Everything is saved.";
  const wrong = trouble || closed;
  if (wrong) words = count ? `${wrong}: ${changes}.` : `${wrong}.`;
  else if (because) words = `Not saved: ${because} ${changes}.`;
  else if (count) words = "Saving what you write.";
  if (saved.textContent !== words) saved.textContent = words;
  saved.parentElement.classList.toggle("sb-minutes-bar--waiting", Boolean(wrong || because));
}

function showRefused() {
  const place = page.querySelector("[data-kept]");
  const entries = [...kept()].filter(([key]) => !stateAddress || refused.has(key));
  place.hidden = entries.length === 0;
  const list = place.querySelector("[data-kept-list]");
  const told = JSON.stringify(entries);
  if (list.dataset.told === told) return;
  list.dataset.told = told;
  list.replaceChildren(...entries.map(([key, entry]) => {
    const block = document.createElement("div");
    const words = document.createElement("pre");
    words.textContent = entry.text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = "Delete from this device";
    button.addEventListener("click", () => {
      localStorage.removeItem(ours + key);
      refused.delete(key);
      tell();
    });
    block.append(words, button);
    return block;
  }));
}

// Outcomes and undertakings, by button or by keys.

function addOutcome(section, kind, text) {
  const key = [8, 4, 4, 4, 12].map((length) => Array.from(crypto.getRandomValues(new Uint8Array(length)),
    (n) => (n % 16).toString(16)).join("")).join("-");
  keep(`outcome:${key}`, { address: section.outcome.action, section: section.id, kind, text });
  send();
}

function mark(section) {
  const { area } = section;
  const words = area.value.slice(area.selectionStart, area.selectionEnd).trim();
  if (words) addOutcome(section, "undertaking", words);
  else saved.textContent = "Select the words of the undertaking in the text first.";
  area.focus();
}

function newOutcome(section, kind) {
  section.adding.open = true;
  section.outcome.elements.kind.value = kind;
  section.outcome.elements.text.focus();
}

function submitOutcome(section) {
  const { kind, text } = section.outcome.elements;
  if (!text.value.trim()) return text.focus();
  addOutcome(section, kind.value, text.value.trim());
  text.value = "";
  return section.area.focus();
}

function toNeighbour(section, step) {
  const neighbour = sections[sections.indexOf(section) + step];
  if (!neighbour) return;
  neighbour.area.focus();
  neighbour.element.scrollIntoView();
}

const KEYS = {
  KeyU: mark,
  KeyR: (section) => newOutcome(section, "resolved"),
  KeyA: (section) => newOutcome(section, "agreed"),
  KeyN: (section) => newOutcome(section, "noted"),
  ArrowDown: (section) => toNeighbour(section, 1),
  ArrowUp: (section) => toNeighbour(section, -1),
};

for (const section of sections) {
  section.area.addEventListener("input", () => written(section));
  section.area.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || !(event.code in KEYS)) return;
    event.preventDefault();
    KEYS[event.code](section);
  });
  section.form.addEventListener("submit", (event) => {
    event.preventDefault();
    refused.delete(section.key);
    send();
  });
  const button = section.form.querySelector("[data-mark]");
  button.hidden = false;
  button.addEventListener("click", () => mark(section));
  section.outcome.addEventListener("submit", (event) => {
    event.preventDefault();
    submitOutcome(section);
  });
  section.outcome.elements.text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    submitOutcome(section);
  });
}

// Signing out takes what is kept with it, after a last attempt to save it and a question.
document.querySelector('a[href$="/account/logout/"]')?.addEventListener("click", async (event) => {
  if (leaving || waiting() === 0) return;
  event.preventDefault();
  const link = event.currentTarget;
  await send();
  const question = "Some of your words are not saved yet. Sign out and delete them from this device?";
  if (waiting() && !window.confirm(question)) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(ours)) localStorage.removeItem(key);
  leaving = true;
  link.click();
});

if (stateAddress) {
  window.addEventListener("online", send);
  window.addEventListener("offline", () => attempt(look).then(tell));
  document.addEventListener("visibilitychange", send);
  for (const sign of ["keydown", "pointerdown", "focus"]) {
    window.addEventListener(sign, () => { lastSeen = Date.now(); });
  }
  setInterval(async () => {
    if (!busy && !document.hidden && (waiting() || Date.now() - lastSeen < RESTING)) {
      await attempt(look);
      await send();
    }
  }, LOOK_EVERY);
  send();
}
tell();
