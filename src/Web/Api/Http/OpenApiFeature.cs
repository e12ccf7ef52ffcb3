using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>The document of the API and a page that can try it (AP-1).</summary>
public static class OpenApiFeature
{
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";
    private const string Version = "v1";

    /// <summary>The logo of Swagger UI brings this one style sheet with it; a new version may bring another.</summary>
    private const string LogoStyle = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    private static readonly string Policy = SecurityHeaders.PagePolicy.Replace(
        "style-src 'self'",
        $"style-src 'self' {LogoStyle}",
        StringComparison.Ordinal
    );

    public static WebApplicationBuilder AddOpenApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(Configure);
        return builder;
    }

    public static void UseOpenApi(this WebApplication app)
    {
        app.UseSwagger(options =>
        {
            options.RouteTemplate = "openapi/{documentName}.json";
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        });
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/swagger"),
            branch =>
            {
                branch.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.ContentSecurityPolicy = Policy;
                        return next(context);
                    }
                );
                branch.UseSwaggerUI(options =>
                {
                    options.DocumentTitle = "XBees API";
                    options.SwaggerEndpoint($"/openapi/{Version}.json", "XBees API");
                    options.InjectJavascript("/js/swagger/antiforgery.js");
                    options.ConfigObject.PersistAuthorization = false;
                });
            }
        );
    }

    private static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc(
            Version,
            new OpenApiInfo
            {
                Title = "XBees API",
                Version = Version,
                Description =
                    "Everything the pages and the widget do goes through these resources. Agents call by cookie (unsafe methods need "
                    + "`X-XBees-Antiforgery` from `GET /me`) or with an API key, guests with the token of their session. What the caller may "
                    + "not see is 404. Errors are RFC 9457 problems.",
                Contact = new() { Name = "The administrators of this XBees" },
                License = new() { Name = "MIT", Identifier = "MIT" },
            }
        );
        options.AddServer(new() { Url = "/" });
        options.DocInclusionPredicate((_, description) => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true);
        options.MapType<NodaTime.Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        options.UseAllOfToExtendReferenceSchemas();
        options.CustomOperationIds(description =>
            description.ActionDescriptor.RouteValues["controller"] + "_" + description.ActionDescriptor.RouteValues["action"]
        );
        options.CustomSchemaIds(SchemaId);
        options.AddSecurityDefinition(
            Bearer,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key (`xbk_…`) or the token of a guest's session (`xbg_…`).",
            }
        );
        options.AddSecurityDefinition(
            Cookie,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "xbees",
                Description = "The cookie of an agent who signed in at /signin; `__Host-xbees` over TLS.",
            }
        );
        foreach (var name in new[] { "XBees.Web", "XBees.Application", "XBees.Domain" })
        {
            var path = Path.Combine(AppContext.BaseDirectory, name + ".xml");
            if (File.Exists(path))
            {
                options.IncludeXmlComments(path, includeControllerXmlComments: true);
            }
        }
        options.OperationFilter<AccessFilter>();
        options.OperationFilter<JsonAlone>();
        options.SchemaFilter<NullableReferences>();
        options.SchemaFilter<OptionalFilter>();
        options.DocumentFilter<OptionalFilter>();
        options.SchemaFilter<MeFilter>();
        options.SchemaFilter<ExampleFilter>();
    }

    private static string SchemaId(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }
        var arguments = string.Concat(type.GetGenericArguments().Select(SchemaId));
        return arguments + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
    }

    /// <summary>Who may call, with which scope, and the answers that every such route can give.</summary>
    private sealed class AccessFilter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
            var access = metadata.OfType<AccessAttribute>().LastOrDefault();
            if (access is { Who: not Callers.Anyone })
            {
                operation.Security =
                [
                    new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                    new() { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
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

    /// <summary>A member of a PATCH is its value or null, and never required.</summary>
    private sealed class OptionalFilter : ISchemaFilter, IDocumentFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (schema is not OpenApiSchema { Properties: { } properties } concrete)
            {
                return;
            }
            foreach (var property in context.Type.GetProperties().Where(property => IsOptional(property.PropertyType)))
            {
                var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                if (properties.TryGetValue(name, out var present))
                {
                    var inner = property.PropertyType.GetGenericArguments()[0];
                    properties[name] = OrNull(context.SchemaGenerator.GenerateSchema(inner, context.SchemaRepository), present.Description);
                    concrete.Required?.Remove(name);
                }
            }
        }

        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
        {
            foreach (
                var unused in swaggerDoc
                    .Components!.Schemas!.Keys.Where(name => name.EndsWith("Optional", StringComparison.Ordinal))
                    .ToList()
            )
            {
                swaggerDoc.Components.Schemas.Remove(unused);
            }
        }

        private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

        private static OpenApiSchema OrNull(IOpenApiSchema inner, string? description)
        {
            if (inner is OpenApiSchema { Type: not null } plain)
            {
                plain.Type |= JsonSchemaType.Null;
                plain.Description = description;
                return plain;
            }
            return new OpenApiSchema { Description = description, AnyOf = [inner, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        }
    }

    /// <summary>Who the caller is comes in two shapes.</summary>
    private sealed class MeFilter : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (context.Type != typeof(Account.MeView) || schema is not OpenApiSchema concrete)
            {
                return;
            }
            concrete.OneOf =
            [
                context.SchemaGenerator.GenerateSchema(typeof(Account.AgentMe), context.SchemaRepository),
                context.SchemaGenerator.GenerateSchema(typeof(Account.GuestMe), context.SchemaRepository),
            ];
            concrete.Type = null;
            concrete.Properties = null;
            concrete.Required = null;
            concrete.AdditionalPropertiesAllowed = true;
        }
    }

    /// <summary>Examples by the names of the members, so that every body has one that fits.</summary>
    private sealed class ExampleFilter : ISchemaFilter
    {
        private static readonly Dictionary<string, string> Examples = new(StringComparer.OrdinalIgnoreCase)
        {
            ["email"] = "mara@ternhaus.example",
            ["timeZone"] = "Europe/Berlin",
            ["language"] = "en",
            ["licence"] = "Standard",
            ["slug"] = "k7m2q9x4c1v8",
            ["color"] = "#f7b731",
            ["phone"] = "+49 30 1234567",
            ["type"] = "/problems/validation",
        };

        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (
                schema is OpenApiSchema { Type: { } type } concrete
                && type.HasFlag(JsonSchemaType.String)
                && context.MemberInfo is PropertyInfo { Name: var name }
                && Examples.TryGetValue(name, out var example)
            )
            {
                concrete.Examples = [JsonValue.Create(example)];
            }
        }
    }
}
