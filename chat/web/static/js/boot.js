// Loads the page's script, and says so when a part of it cannot be loaded: a blank page would say nothing.

import("./main.js").catch((error) => {
  console.warn(error);
  const again = document.createElement("button");
  again.textContent = "Load it again";
  again.addEventListener("click", () => location.reload());
  const words = document.createElement("p");
  words.textContent = "Fabula's page could not be loaded whole. Your stories are safe on the server.";
  document.getElementById("story")?.replaceChildren(words, again);
});
