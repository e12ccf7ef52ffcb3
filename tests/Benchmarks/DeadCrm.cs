using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// Fault 12, CR-5: posting messages while agents log notes on guests' records and look at profiles, and the CRM answers, takes every call and
/// says nothing, or sends its answers byte by byte. The same node, in turns.
/// </summary>
internal static class DeadCrm
{
    private const double Seconds = 10;
    private const int Rounds = 5;
    private const int Chats = 4;
    private const int Agents = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static async Task RunAsync()
    {
        using var crm = new Neighbour(Answer);
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(
            company.Options,
            company.Folder,
            "--XBees:Outside:Allow=127.0.0.1",
            $"--XBees:HubSpot:Api=http://127.0.0.1:{crm.Port}"
        );
        await node.StartAsync();
        await SendAsync(node, HttpMethod.Post, "/admin/crm", new { crm = "hubspot", token = "sample" }, HttpStatusCode.Created);
        var chats = new List<Chat>();
        for (var number = 0; number < Chats; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"writer{number}"));
        }
        var guests = new List<string>();
        for (var number = 0; number < Agents; number++)
        {
            guests.Add(await GuestAsync(node, company, $"contact{number}"));
        }
        await CompareAsync(node, crm, chats, guests);
    }

    /// <summary>Somebody whom the CRM knows.</summary>
    private static async Task<string> GuestAsync(Node node, Company company, string name)
    {
        var (guest, id) = await Chat.ArriveAsync(node.Http, company, name);
        using var begun = await guest.SendAsync(
            node.Http,
            HttpMethod.Post,
            "/conversations",
            new { message = new { clientId = Guid.NewGuid(), text = "Hello" } }
        );
        begun.EnsureSuccessStatusCode();
        var found = (await Person.WithKey.ReadAsync(node.Http, $"/guests/{id}/crm")).GetProperty("items").EnumerateArray();
        return found.Any(one => one.GetProperty("crm").GetString() == "hubspot" && one.GetProperty("state").GetString() == "linked")
            ? id
            : throw new InvalidOperationException("The CRM does not know its contact.");
    }

    private static async Task CompareAsync(Node node, Neighbour crm, IReadOnlyList<Chat> chats, IReadOnlyList<string> guests)
    {
        using var stop = new CancellationTokenSource();
        var logging = Task.WhenAll(guests.Select(guest => LogAsync(node, guest, stop.Token)));
        await RawClient.LoadAsync(node.Address, chats, Seconds);
        var rounds = new List<(Measured Alive, Measured Dead)>();
        for (var round = 0; round < 2 * Rounds; round++)
        {
            crm.Mood = Mood.Answers;
            var alive = await RawClient.LoadAsync(node.Address, chats, Seconds);
            crm.Mood = round % 2 == 0 ? Mood.Silent : Mood.Trickles;
            var dead = await RawClient.LoadAsync(node.Address, chats, Seconds);
            Report.Say($"   CRM: it answers {alive.ToString()}; {(round % 2 == 0 ? "silent" : "byte by byte")} {dead.ToString()}");
            rounds.Add((alive, dead));
        }
        await stop.CancelAsync();
        await logging;
        Report.Say(
            $"CRM, medians: p99 of posting {Report.Median(rounds, it => it.Dead.P99 / it.Alive.P99):n2} x (goal 1.1), p50 {Report.Median(rounds, it => it.Dead.P50 / it.Alive.P50):n2} x; {crm.Asked:n0} calls to it"
        );
    }

    /// <summary>An agent writes on the record, and looks at the profile.</summary>
    private static async Task LogAsync(Node node, string guest, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            await SendAsync(
                node,
                HttpMethod.Post,
                $"/guests/{guest}/crm/activities",
                new
                {
                    crm = "hubspot",
                    kind = "note",
                    text = "Sample",
                },
                HttpStatusCode.Created
            );
            await Person.WithKey.ReadAsync(node.Http, $"/guests/{guest}/crm");
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task SendAsync(Node node, HttpMethod method, string path, object body, HttpStatusCode expected)
    {
        using var answer = await Person.WithKey.SendAsync(node.Http, method, path, body);
        if (answer.StatusCode != expected)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(CancellationToken.None));
        }
    }

    /// <summary>As HubSpot answers: whatever is asked for is there, also what was logged.</summary>
    private static string Answer(string request)
    {
        var path = request.Split(' ', 3)[1];
        return path switch
        {
            "/account-info/v3/details" => """{"portalId":1,"uiDomain":"app.hubspot.com"}""",
            "/crm/v3/properties/contacts" => """{"results":[{"name":"email","label":"Email"},{"name":"lastname","label":"Last name"}]}""",
            _ when path.StartsWith("/crm/v3/owners?", StringComparison.Ordinal) => """{"results":[]}""",
            _ => JsonSerializer.Serialize(new { id = "7", properties = new { firstname = "Sample", company = "Sample" } }),
        };
    }
}
