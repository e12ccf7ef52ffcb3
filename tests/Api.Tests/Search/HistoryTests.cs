using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Api.Tests.Setup;
using XBees.Domain.Search;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Search;

/// <summary>A random history, and a search that reads the whole database and knows no index.</summary>
public sealed class HistoryTests
{
    private static readonly string[] FirstNames =
    [
        "Łucja",
        "Søren",
        "Niamh",
        "Jürgen",
        "Anna-Maria",
        "محمد",
        "Ольга",
        "太郎",
        "José",
        "Zoë",
    ];
    private static readonly string[] LastNames =
    [
        "O'Brien",
        "O’Brien",
        "Müller",
        "Mueller",
        "Kowalski",
        "Kowalska",
        "Straße",
        "Dvořák",
        "Nowak",
    ];
    private static readonly string[] Words =
    [
        "gasket",
        "gaskets",
        "pump",
        "Łódź",
        "delivery",
        "deliver",
        "4711",
        "o'clock",
        "café",
        "naïve",
    ];
    private static readonly string[] Asked =
    [
        "lucja",
        "soren",
        "niamh obrien",
        "o brien",
        "muller",
        "kowalsk",
        "kovalski",
        "anna maria",
        "محمد",
        "ольга",
        "太",
        "jose",
        "zoe x",
        "strasse",
        "dvorak",
        "nowak",
        "040 12",
        "+49 40 12",
        "gasket",
        "gasktes",
        "pump lodz",
        "deliv",
        "4711",
        "oclock",
        "cafe",
        "x.example",
        "mara",
        "noah okafor",
        "stella",
        "renamed",
        "n",
    ];

    private static readonly bool Everything = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    [Theory, EveryDatabase, Rule("SE-1", "SE-2", "SE-4", "SE-5", "SE-7")]
    public async Task The_index_finds_what_a_search_without_one_finds(TestDatabase database)
    {
        const int seed = 20261129;
        var random = new Random(seed);
        await using var scene = await Scene.OnAsync(database);
        using var stella = await scene.App.AgentAsync("Stella Stranger");
        AppClient[] agents = [scene.Mara, scene.Noah, scene.Ines, stella, scene.App.Administrator];
        var guests = new List<AppClient>();
        var conversations = new List<string>();
        for (var step = 0; step < (Everything ? 1000 : 60); step++)
        {
            await StepAsync();
            if (step % 10 == 9)
            {
                // However late the index is: nothing that its searcher may not see.
                var (who, typed) = (Pick(agents), Pick(Asked));
                var found = await SearchScene.FindAsync(who, typed, "&limit=100");
                var truth = (await Snapshot.OfAsync(database)).Find(who, typed, ReferenceEquals(who, scene.App.Administrator));
                Assert.Empty(Ids(found, "conversations", "id").Except(truth.Seen));
                Assert.Empty(Ids(found, "messages", "conversation.id").Except(truth.Member));
            }
        }
        var end = await Snapshot.OfAsync(database);
        foreach (var who in agents)
        {
            foreach (var typed in Asked.Where(_ => Everything || random.Next(3) == 0))
            {
                var truth = end.Find(who, typed, ReferenceEquals(who, scene.App.Administrator));
                var expected = $"{Join(truth.Conversations)} | {Join(truth.Messages)}";
                var answer = await Until.Async(() => FoundAsync(who, typed), found => found == expected);
                Assert.True(expected == answer, $"{typed}\nexpected {expected}\nfound    {answer}");
            }
        }

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

        string Name() => $"{Pick(FirstNames)} {Pick(LastNames)}";

        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(Words)));

        async Task StepAsync()
        {
            var kind = conversations.Count < 5 ? 0 : random.Next(10);
            switch (kind)
            {
                case 0:
                    var guest = await scene.GuestAsync(Name(), $"{Guid.NewGuid():N}@x.example");
                    guests.Add(guest);
                    conversations.Add(await Scene.StartAsync(guest, Text()));
                    break;
                case 1:
                    conversations.Add(
                        (
                            await Pick([scene.Mara, scene.Noah])
                                .PostAsync(
                                    "/api/v1/conversations",
                                    new
                                    {
                                        members = new object[]
                                        {
                                            new { name = Name(), email = $"{Guid.NewGuid():N}@x.example" },
                                            new { agentId = Pick(agents).Id },
                                        },
                                    }
                                )
                        ).Text("id")
                    );
                    break;
                case 2:
                    await Pick(guests).PatchAsync("/api/v1/me", new { name = Name() });
                    break;
                case 3:
                    await Pick(guests).PatchAsync("/api/v1/me", new { phone = Pick(["+49 (0)40 12 34", "040/1234", "+48 601 123 456"]) });
                    break;
                default:
                    await ChangeAsync(kind, Pick(conversations), Pick([scene.Mara, scene.Noah]));
                    break;
            }
        }

        // What is refused, of a conversation that one was removed from for example, changes nothing.
        async Task ChangeAsync(int kind, string id, AppClient who)
        {
            var path = $"/api/v1/conversations/{id}";
            using var answer = kind switch
            {
                4 => await who.SendAsync(HttpMethod.Patch, path, new { name = random.Next(2) == 0 ? $"Renamed {Pick(Words)}" : null }),
                5 => await who.SendAsync(HttpMethod.Post, $"{path}/members", new { members = new[] { new { agentId = Pick(agents).Id } } }),
                6 => await who.SendAsync(
                    HttpMethod.Post,
                    $"{path}/members",
                    new { members = new[] { new { name = Name(), email = $"{Guid.NewGuid():N}@x.example" } } }
                ),
                7 => await who.SendAsync(HttpMethod.Delete, $"{path}/members/{await SomebodyAsync(id)}?confirm=true", null),
                _ => await who.SendAsync(
                    HttpMethod.Post,
                    $"{path}/messages",
                    new
                    {
                        clientId = Guid.NewGuid(),
                        text = Text(),
                        kind = kind == 8 ? "note" : "text",
                    }
                ),
            };
            Assert.True((int)answer.StatusCode is < 500, await answer.Content.ReadAsStringAsync());
        }

        async Task<string> SomebodyAsync(string id) =>
            Pick((await Scene.MembersAsync(scene.App.Administrator, id)).Select(member => member.Text("id")).ToList());
    }

    /// <summary>Everything that is found, page after page.</summary>
    private static async Task<string> FoundAsync(AppClient who, string typed) =>
        $"{Join(await AllAsync(who, $"/api/v1/conversations?q={Uri.EscapeDataString(typed)}&limit=100"))} | "
        + Join(await AllAsync(who, $"/api/v1/search/messages?q={Uri.EscapeDataString(typed)}&limit=100"));

    private static async Task<IReadOnlyList<string>> AllAsync(AppClient who, string path)
    {
        var all = new List<string>();
        for (string? next = ""; next is not null; )
        {
            var page = await who.GetAsync(next == "" ? path : $"{path}&after={Uri.EscapeDataString(next)}");
            all.AddRange(page.Items().Select(row => row.Text("id")));
            next = page.At("next").GetString();
        }
        return all;
    }

    private static IEnumerable<string> Ids(System.Text.Json.JsonElement found, string group, string id) =>
        found.At(group).Items().Select(row => row.Text(id));

    private static string Join(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private sealed record Truth(
        IReadOnlySet<string> Seen,
        IReadOnlySet<string> Member,
        IReadOnlyList<string> Conversations,
        IReadOnlyList<string> Messages
    );

    /// <summary>All that the database has, without an index.</summary>
    private sealed class Snapshot
    {
        private readonly List<(string Id, string? ManagerId, Findable What)> conversations;
        private readonly ILookup<string, MemberOfThen> members;
        private readonly List<(string Id, string Conversation, Findable What)> messages;

        private Snapshot(
            IEnumerable<(string Id, string? Name, string? ManagerId)> conversations,
            IEnumerable<MemberOfThen> members,
            IEnumerable<(string Id, string Conversation, string Text)> messages
        )
        {
            this.members = members.ToLookup(member => member.Conversation);
            this.conversations = [.. conversations.Select(row => (row.Id, row.ManagerId, Of(row.Name, this.members[row.Id])))];
            this.messages = [.. messages.Select(row => (row.Id, row.Conversation, Findable.Of(row.Text)))];
        }

        public static async Task<Snapshot> OfAsync(TestDatabase database)
        {
            await using System.Data.Common.DbConnection connection =
                database.Provider == DatabaseProvider.Sqlite
                    ? new SqliteConnection(database.ConnectionString)
                    : new NpgsqlConnection(database.ConnectionString);
            return new(
                await connection.QueryAsync<(string Id, string? Name, string? ManagerId)>(
                    "select c.id, c.name, s.manager_id from conversation c left join service s on s.id = c.service_id"
                ),
                await connection.QueryAsync<MemberOfThen>(
                    """
                    select m.conversation_id as Conversation, m.person_id as Person, m.initial as Initial, m.left_at as LeftAt,
                        coalesce(a.name, g.name) as Name, coalesce(a.email, g.email) as Email, g.phone as Phone
                    from member m left join agent a on a.id = m.person_id left join guest g on g.id = m.person_id
                    """
                ),
                await connection.QueryAsync<(string Id, string Conversation, string Text)>(
                    "select id, conversation_id, text from message where kind <> 'notice' and deleted_at is null"
                )
            );
        }

        public Truth Find(AppClient who, string typed, bool administrator)
        {
            var query = SearchQuery.Parse(typed)!;
            var own = members
                .Where(group => group.Any(member => member.Person == who.Id && member.LeftAt is null))
                .Select(group => group.Key)
                .ToHashSet();
            var seen = conversations
                .Where(row => administrator || own.Contains(row.Id) || row.ManagerId == who.Id)
                .Select(row => row.Id)
                .ToHashSet();
            return new(
                seen,
                own,
                [.. conversations.Where(row => seen.Contains(row.Id) && query.Matches(row.What)).Select(row => row.Id)],
                [.. messages.Where(row => own.Contains(row.Conversation) && query.Matches(row.What)).Select(row => row.Id)]
            );
        }

        private static Findable Of(string? name, IEnumerable<MemberOfThen> members)
        {
            var initial = members.Where(member => member.Initial).ToList();
            return Findable.Of(
                initial.SelectMany(member => new[] { member.Name, member.Email }).Append(name),
                initial.Select(member => member.Phone)
            );
        }
    }

    private sealed class MemberOfThen
    {
        public string Conversation { get; init; } = "";
        public string Person { get; init; } = "";
        public bool Initial { get; init; }
        public long? LeftAt { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? Phone { get; init; }
    }
}
