using XBees.Infrastructure.Search;

namespace XBees.Web.Api.Search;

public static class SearchFeature
{
    /// <summary>The search over conversations and messages.</summary>
    public static WebApplicationBuilder AddSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SearchPages>().AddSearch();
        return builder;
    }
}
