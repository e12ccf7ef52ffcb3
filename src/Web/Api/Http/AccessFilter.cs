using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>Who may call, with which scope, and the answers that every such route can give.</summary>
internal sealed class AccessFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<AccessAttribute>().LastOrDefault();
        if (access is { Who: not Callers.Anyone })
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(OpenApiFeature.Bearer, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(OpenApiFeature.Cookie, context.Document)] = [] },
            ];
            Add(operation, context, "401", "Nobody is signed in, or the token is dead.");
            Add(operation, context, "403", "The role or the key's scope is missing.");
            operation.Description = string.Join(
                "\n\n",
                new[] { operation.Description, Describe(access) }.Where(text => !string.IsNullOrEmpty(text))
            );
        }
        else
        {
            // Said by an empty list: the document's own default is none either, but linters want it said.
            operation.Security = [];
        }
        Add(operation, context, "400", "The request cannot be read.");
        if (metadata.OfType<LimitedAttribute>().Any())
        {
            Add(operation, context, "429", "Too many requests; Retry-After says when to go on.");
        }
        AddIfMatch(operation);
        if (metadata.OfType<IdempotentAttribute>().Any())
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Description = "The same key and body answer as the first time, for 24 hours.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
                }
            );
        }
    }

    /// <summary>What answers 412 takes the version as If-Match, and what answers 428 needs it.</summary>
    private static void AddIfMatch(OpenApiOperation operation)
    {
        var needed = operation.Responses?.ContainsKey("428") == true;
        if (needed || operation.Responses?.ContainsKey("412") == true)
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Required = needed,
                    Description = "The version that was read.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = "\"7\"",
                }
            );
        }
    }

    private static void Add(OpenApiOperation operation, OperationFilterContext context, string status, string description)
    {
        operation.Responses ??= [];
        if (operation.Responses.ContainsKey(status))
        {
            return;
        }
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        operation.Responses[status] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, IOpenApiMediaType> { [Problem.ContentType] = new OpenApiMediaType { Schema = schema } },
        };
    }

    private static string Describe(AccessAttribute access)
    {
        var who = new List<string>();
        if (access.Who.HasFlag(Callers.Guests))
        {
            who.Add("guests");
        }
        if (access.Who.HasFlag(Callers.Agents))
        {
            who.Add("agents");
        }
        if (access.Who.HasFlag(Callers.Administrators))
        {
            who.Add("administrators");
        }
        return $"For {string.Join(" and ", who)}; {(access.Scope is null ? "not by API key" : $"API keys need `{access.Scope}`")}.";
    }
}
