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
