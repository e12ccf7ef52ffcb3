using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing.App;

namespace XBees.Api.Tests.Phonebook;

/// <summary>Contacts as agents add and list them.</summary>
internal static class Contacts
{
    public const string Path = "/api/v1/contacts";

    /// <summary>Numbers that say no country are Polish ones.</summary>
    public static Task PolishAsync(Scene scene) => scene.App.Administrator.PatchAsync("/api/v1/admin/organisation", new { country = "PL" });

    public static Task<JsonElement> AddAsync(AppClient who, string name, string? email = null, string phonebook = "shared") =>
        who.PostAsync(
            Path,
            new
            {
                phonebook,
                name,
                email,
            }
        );

    /// <summary>Page after page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(AppClient who, string query = "", int limit = 100)
    {
        var items = new List<JsonElement>();
        for (string? after = ""; after is not null; )
        {
            var page = await who.GetAsync($"{Path}?{query}&limit={limit}&after={Uri.EscapeDataString(after)}");
            items.AddRange(page.Items());
            after = page.At("next").GetString();
        }
        return items;
    }

    public static async Task<IReadOnlyList<string>> NamesAsync(AppClient who, string query = "", int limit = 100) =>
        [.. (await AllAsync(who, query, limit)).Select(contact => contact.Text("name"))];

    public static async Task<HttpStatusCode> StatusAsync(AppClient who, HttpMethod method, string id, object? body = null)
    {
        using var answer = await who.SendAsync(method, $"{Path}/{id}", body);
        return answer.StatusCode;
    }
}
