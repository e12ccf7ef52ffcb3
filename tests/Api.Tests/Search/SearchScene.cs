using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;

namespace XBees.Api.Tests.Search;

/// <summary>Asking the search and waiting for what its index still has to take in.</summary>
internal static class SearchScene
{
    public static Task<JsonElement> FindAsync(AppClient who, string typed, string more = "") =>
        who.GetAsync($"/api/v1/search?q={Uri.EscapeDataString(typed)}{more}");

    /// <summary>The conversations that are found, once it is these in this order.</summary>
    public static async Task FindsAsync(AppClient who, string typed, params string[] ids) =>
        Xunit.Assert.Equal(ids, await Until.Async(() => IdsAsync(who, typed), found => found.SequenceEqual(ids)));

    /// <summary>The same in whatever order.</summary>
    public static async Task FindsAllAsync(AppClient who, string typed, params string[] ids) =>
        Xunit.Assert.Equal(
            ids.Order(),
            (await Until.Async(() => IdsAsync(who, typed), found => found.Order().SequenceEqual(ids.Order()))).Order()
        );

    public static async Task FindsMessagesAsync(AppClient who, string typed, params string[] excerpts) =>
        Xunit.Assert.Equal(excerpts, await Until.Async(() => ExcerptsAsync(who, typed), found => found.SequenceEqual(excerpts)));

    public static async Task<IReadOnlyList<string>> IdsAsync(AppClient who, string typed) =>
        [.. (await FindAsync(who, typed)).At("conversations").Items().Select(row => row.Text("id"))];

    public static async Task<IReadOnlyList<string>> ExcerptsAsync(AppClient who, string typed) =>
        [.. (await FindAsync(who, typed)).At("messages").Items().Select(row => row.Text("excerpt"))];

    /// <summary>What a range of a text marks.</summary>
    public static IReadOnlyList<string> Marked(JsonElement match, string text) =>
        [
            .. match
                .At("ranges")
                .EnumerateArray()
                .Select(range => match.Text(text).Substring((int)range.Number("start"), (int)range.Number("length"))),
        ];
}
