namespace XBees.Application.Search;

/// <summary>Why there is no answer to a search.</summary>
public static class SearchRefusals
{
    public static readonly Refusal Unavailable = new(
        "search-unavailable",
        503,
        "The search cannot answer now",
        "Its index is made anew on this node; everything else goes on. Try again in a moment."
    );
}
