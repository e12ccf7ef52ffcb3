namespace XBees.Benchmarks;

/// <summary>One of those that are asked side by side.</summary>
internal interface ISearchEngine
{
    /// <summary>As many as are asked for of each.</summary>
    const int Most = 20;

    string Name { get; }

    /// <summary>Whether it has a way for this kind of query.</summary>
    bool Answers(Asked asked);

    /// <summary>The best that the searcher may see, by their ids.</summary>
    Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked);
}
