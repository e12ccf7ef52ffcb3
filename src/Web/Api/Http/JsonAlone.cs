using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace XBees.Web.Api.Http;

/// <summary>The framework names every media type that its formatters could write; the API speaks JSON.</summary>
internal sealed class JsonAlone : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        Keep(operation.RequestBody?.Content);
        foreach (var (_, answer) in operation.Responses ?? [])
        {
            Keep(answer.Content);
        }
        if (string.IsNullOrEmpty(operation.Description))
        {
            operation.Description = operation.Summary;
        }
    }

    private static void Keep(IDictionary<string, IOpenApiMediaType>? content)
    {
        if (content?.ContainsKey(Json) != true)
        {
            return;
        }
        foreach (var other in content.Keys.Where(type => type != Json).ToList())
        {
            content.Remove(other);
        }
    }
}
