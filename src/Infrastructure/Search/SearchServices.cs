using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Search;

namespace XBees.Infrastructure.Search;

public static class SearchServices
{
    /// <summary>The search and the index of this node, in the folder that <see cref="SearchOptions"/> names.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection features) =>
        features
            .AddSingleton<SearchIndex>()
            .AddSingleton<SearchLag>()
            .AddSingleton<ISearchReader, SearchReader>()
            .AddHostedService<IndexKeeper>();
}
