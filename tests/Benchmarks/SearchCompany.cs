using Microsoft.Data.Sqlite;
using XBees.Application;
using XBees.Domain;
using XBees.Domain.Agents;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>Somebody who searches: by the API with a key, and inside.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Agent">Which of the agents it is; the manager is none of them.</param>
/// <param name="Id">The agent's id.</param>
internal sealed record Searcher(string Name, int? Agent, string Id)
{
    public string Secret => $"xbk_search-{Id}-0123456789abcdefghijklmnopqrstuv";

    public AgentCaller Caller { get; } =
        new(
            new(Domain.Conversations.PersonKind.Agent, Id, Name),
            Licence.Standard,
            false,
            null,
            new($"key_{Id}", new HashSet<string> { KeyScopes.Read })
        );

    /// <summary>The member is in one of a hundred, the manager manages one service of four.</summary>
    public bool Sees(Invented row) => Agent is { } agent ? row.Agent == agent : row.Service == 0;
}

/// <summary>Many conversations, written into the database without the program, as it would have written them.</summary>
internal static class SearchCompany
{
    private const int KeptOfEach = 5_000;

    public static readonly Searcher Member = new("member of 1 %", 7, AgentId(7));
    public static readonly Searcher Manager = new("manager of 25 %", null, "agt_manager");

    public static string AgentId(int agent) => $"agt_search{agent}";

    public static string ServiceId(int service) => $"svc_search{service}";

    /// <summary>Gives the ids of all in their order, and some conversations that each searcher sees.</summary>
    public static async Task<IReadOnlyDictionary<Searcher, IReadOnlyList<Invented>>> FillAsync(
        DatabaseOptions options,
        int conversations,
        bool withMessages,
        Action<Invented, string>? told = null
    )
    {
        await using var connection = new SqliteConnection(options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await RunAsync(connection, "pragma foreign_keys = off; pragma synchronous = off; pragma cache_size = -256000");
        await PeopleAsync(connection);
        var seen = new Dictionary<Searcher, List<Invented>> { [Member] = [], [Manager] = [] };
        using var rows = new SearchRowsOf(connection);
        await RunAsync(connection, "begin");
        foreach (var row in InventedGuests.Some(conversations))
        {
            var id = Ids.New(Ids.Conversation, Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(row.At)));
            rows.Insert(id, row, withMessages);
            told?.Invoke(row, id);
            foreach (var (searcher, kept) in seen)
            {
                if (kept.Count < KeptOfEach && searcher.Sees(row))
                {
                    kept.Add(row);
                }
            }
            if (row.Number % 50_000 == 0)
            {
                await RunAsync(connection, "commit; begin");
            }
        }
        await RunAsync(connection, "commit; pragma wal_checkpoint(truncate); analyze");
        return seen.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Invented>)pair.Value);
    }

    private static async Task PeopleAsync(SqliteConnection connection)
    {
        for (var agent = 0; agent < Invented.Agents; agent++)
        {
            await AgentAsync(AgentId(agent), Invented.AgentName(agent), Invented.AgentEmail(agent));
        }
        await AgentAsync(Manager.Id, "Manager", "manager@ternhaus.example");
        for (var service = 0; service < Invented.Services; service++)
        {
            await RunAsync(
                connection,
                "insert into service (id, name, name_folded, manager_id, says_ended, version, created_at) values "
                    + $"('{ServiceId(service)}', 'Search {service}', 'search {service}', {(service == 0 ? $"'{Manager.Id}'" : "null")}, 0, 1, 0)"
            );
        }
        foreach (var searcher in new[] { Member, Manager })
        {
            await RunAsync(
                connection,
                "insert into api_key (id, agent_id, name, hash, scopes, hint, created_by, created_at) values "
                    + $"('key_{searcher.Id}', '{searcher.Id}', 'Search', '{SecretToken.Hash(searcher.Secret)}', '{KeyScopes.Read}', 'find', "
                    + $"'{searcher.Id}', 0)"
            );
        }

        Task AgentAsync(string id, string name, string email) =>
            RunAsync(
                connection,
                "insert into agent (id, name, email, email_folded, security_stamp, licence, slug, time_zone, language, settings, version, "
                    + $"created_at) values ('{id}', '{name}', '{email}', '{email}', 's', 'Standard', '{id}', 'Europe/Berlin', 'en', '{{}}', 1, 0)"
            );
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
