// Names for parts of the theme that have none, or all have the same, for who hears the page and does not see it.
document.addEventListener("DOMContentLoaded", () => {
  const search = document.querySelector("[x-data='searchCommand()']");
  if (search) {
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", "Search"]]) search.setAttribute(name, value);
  }
  for (const part of document.querySelectorAll("[data-simplebar]")) { // before simplebar reads it
    const name = part.closest("main") ? "The list, scrolled" : search?.contains(part) ? "What was found" : "The menu, scrolled";
    part.setAttribute("data-simplebar-aria-label", name);
  }
});
