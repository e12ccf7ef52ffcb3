using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace XBees.Web.Api.Http;

/// <summary>A member of a PATCH is its value or null, and never required.</summary>
internal sealed class OptionalFilter : ISchemaFilter, IDocumentFilter
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
            var unused in swaggerDoc.Components!.Schemas!.Keys.Where(name => name.EndsWith("Optional", StringComparison.Ordinal)).ToList()
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
internal sealed class MeFilter : ISchemaFilter
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
internal sealed class ExampleFilter : ISchemaFilter
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
        ["serviceId"] = "svc_06fdh2m3k8v1x7q9r4t5w6y0zb",
        ["assigneeId"] = "agt_06fdh2m3k8v1x7q9r4t5w6y0zc",
        ["button"] = "applyAndLeave",
        ["why"] = "previousService",
        ["reason"] = "no-standard-agent",
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
