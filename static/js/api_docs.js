// The docs page of the API: Swagger UI on our own OpenAPI document. validatorUrl is off, or it would ask another host.
const calls = document.getElementById("calls");
SwaggerUIBundle({
  url: calls.dataset.schema,
  domNode: calls,
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  docExpansion: "list",
});

// Swagger's dark mode follows the scheme of the system; the colours themselves are in api_docs.css.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();
