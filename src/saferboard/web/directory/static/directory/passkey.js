// A passkey that was not given is told on the page, not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-failed");
  if (told) told.hidden = false;
});
