using System.Net;
using XBees.Testing.App;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// Fault 12: posting messages while guests book with an agent whose calendars answer, and while these take every call and say nothing. The same
/// node, in turns.
/// </summary>
internal static class DeadNeighbours
{
    private const double Seconds = 10;
    private const int Chats = 4;
    private const int Calendars = 10;
    private const int Booking = 8;
    private const string Calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sample//EN\r\nEND:VCALENDAR\r\n";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static async Task RunAsync()
    {
        using var neighbour = new Neighbour(_ => Calendar);
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder, "--XBees:Outside:Allow=127.0.0.1");
        await node.StartAsync();
        await ConnectAsync(node, company, neighbour);
        var chats = new List<Chat>();
        for (var number = 0; number < Chats; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"writer{number}"));
        }
        await CompareAsync(node, neighbour, company.Facts.Agents[0].Slug, chats);
    }

    /// <summary>No key may connect an agent's calendars: they sign in.</summary>
    private static async Task ConnectAsync(Node node, Company company, Neighbour neighbour)
    {
        using var agent = new AppClient(node.Address);
        using var signedIn = await agent.SubmitAsync(
            "/signin",
            new() { ["Email"] = company.Facts.Agents[0].Email, ["Password"] = company.Facts.Password }
        );
        await agent.ReadAntiforgeryAsync();
        for (var number = 0; number < Calendars; number++)
        {
            var url = $"http://127.0.0.1:{neighbour.Port}/{number}.ics";
            await agent.PostAsync(
                "/api/v1/me/calendars",
                new
                {
                    kind = "ics",
                    label = $"Calendar {number}",
                    url,
                }
            );
        }
    }

    private static async Task CompareAsync(Node node, Neighbour neighbour, string slug, IReadOnlyList<Chat> chats)
    {
        using var stop = new CancellationTokenSource();
        var booking = Task.WhenAll(Enumerable.Range(0, Booking).Select(_ => AskAsync(node, slug, stop.Token)));
        await RawClient.LoadAsync(node.Address, chats, Seconds);
        var rounds = new List<(Measured Alive, Measured Dead)>();
        for (var round = 0; round < 5; round++)
        {
            neighbour.Mood = Mood.Answers;
            var alive = await RawClient.LoadAsync(node.Address, chats, Seconds);
            neighbour.Mood = Mood.Silent;
            var dead = await RawClient.LoadAsync(node.Address, chats, Seconds);
            Report.Say($"   neighbours: they answer {alive.ToString()}; they are silent {dead.ToString()}");
            rounds.Add((alive, dead));
        }
        await stop.CancelAsync();
        await booking;
        Report.Say(
            $"Neighbours, medians: p99 of posting {Report.Median(rounds, it => it.Dead.P99 / it.Alive.P99):n2} x (goal 1.1), p50 {Report.Median(rounds, it => it.Dead.P50 / it.Alive.P50):n2} x; {neighbour.Asked:n0} calls to them"
        );
    }

    /// <summary>Books what is not offered: the calendars are read for that, too, and no time is used up.</summary>
    private static async Task AskAsync(Node node, string slug, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            using var answer = await Person.WithKey.SendAsync(
                node.Http,
                HttpMethod.Post,
                $"/schedulers/{slug}/meetings",
                new
                {
                    start = "2020-01-01T09:00:00Z",
                    subject = "Sample",
                    guest = new { name = "Grace", email = "grace@example.com" },
                }
            );
            if (answer.StatusCode is not HttpStatusCode.UnprocessableEntity)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(CancellationToken.None));
            }
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
