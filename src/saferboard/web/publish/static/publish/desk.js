// Tells how far a pack has come while the answer is awaited. Everything works without.
for (const form of document.querySelectorAll("form[data-progress]")) {
  const told = form.querySelector("[data-told]");
  form.addEventListener("submit", () => {
    told.textContent = "Making the pack.";
    const ask = async () => {
      try {
        const answer = await fetch(form.dataset.progress, { headers: { Accept: "application/json" } });
        const now = await answer.json();
        if (now.words) told.textContent = `${now.words}: ${now.done} of ${now.of} papers set.`;
      } catch {
        // The answer to the form itself says what became of it.
      }
    };
    setInterval(ask, 700);
  });
}
