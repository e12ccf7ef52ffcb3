using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace XBees.Web.Api.Http;

/// <summary>
/// A member that is another object or null comes as "null, and all of that object", which nothing can be: clients would be made for a
/// member that is always null, and checkers refuse every body. It is one or the other.
/// </summary>
internal sealed class NullableReferences : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        foreach (var member in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
        {
            if (member is { Type: JsonSchemaType.Null, AllOf: [{ } reference] })
            {
                member.Type = null;
                member.AllOf = null;
                member.AnyOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }];
            }
        }
    }
}
