using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace XBees.Web.Api.Http;

/// <summary>The document of the API and a page that can try it (AP-1).</summary>
public static class OpenApiFeature
{
    internal const string Bearer = "bearer";
    internal const string Cookie = "cookie";
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
        // Swashbuckle's middleware makes a generator for each request that passes it.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/openapi"),
            branch =>
                branch.UseSwagger(options =>
                {
                    options.RouteTemplate = "openapi/{documentName}.json";
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                })
        );
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
        options.MapType<NodaTime.LocalDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
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
        options.SchemaFilter<BodyExamples>();
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
}
