using System.Net.Http.Json;
using System.Text.Json;

namespace XBees.Testing.Processes;

/// <summary>A guest and the conversation that they began.</summary>
public sealed record Chat(Person Guest, string ConversationId)
{
    public string Messages => $"/conversations/{ConversationId}/messages";

    public static async Task<Chat> BeginAsync(HttpClient http, Company company, string name)
    {
        var (guest, _) = await ArriveAsync(http, company, name);
        using var begun = await guest.SendAsync(
            http,
            HttpMethod.Post,
            "/conversations",
            new { clientId = Guid.NewGuid(), message = new { clientId = Guid.NewGuid(), text = "Hello" } }
        );
        var id = (await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        return new(guest, id);
    }

    /// <summary>A guest who has written nothing yet, and the guest's id.</summary>
    public static async Task<(Person Guest, string Id)> ArriveAsync(HttpClient http, Company company, string name)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/v1/sessions",
            new { widget = company.WidgetKey, guest = new { name, email = $"{name}@example.org" } }
        );
        var session = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (new(session.GetProperty("token").GetString()!), session.GetProperty("guest").GetProperty("id").GetString()!);
    }

    /// <summary>The whole timeline as the reader sees it, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(HttpClient http, Person reader)
    {
        var all = new List<JsonElement>();
        long since = 0;
        while (true)
        {
            var page = await reader.ReadAsync(http, $"{Messages}?since={since}&limit=100");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            if (page.GetProperty("next") is not { ValueKind: JsonValueKind.Number } next)
            {
                return all;
            }
            since = next.GetInt64();
        }
    }
}
