using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>Which of the guests who listen are in a conversation of which service.</summary>
internal sealed class ServiceGuests
{
    public static readonly ServiceGuests None = new([], []);

    /// <summary>SQL Server takes 2,100 parameters in a statement.</summary>
    private const int Asked = 1000;

    private readonly HashSet<string> asked;
    private readonly HashSet<(string Service, string Guest)> found;

    private ServiceGuests(IEnumerable<string> asked, IEnumerable<Row> rows)
    {
        this.asked = [.. asked];
        found = [.. rows.Select(row => (row.ServiceId, row.PersonId))];
    }

    public static async Task<ServiceGuests> LoadAsync(
        Db db,
        string[] services,
        IReadOnlyCollection<string> listening,
        CancellationToken cancel
    )
    {
        if (services.Length == 0)
        {
            return None;
        }
        var rows = new List<Row>();
        foreach (var people in listening.Chunk(Asked))
        {
            rows.AddRange(
                await db.ListAsync<Row>(
                    $"""
                    select distinct c.service_id, m.person_id
                    from member m
                    join conversation c on c.id = m.conversation_id
                    where {Dialect.In("m.person_id", "@people")} and m.left_at is null and {Dialect.In("c.service_id", "@services")}
                    """,
                    new { people, services },
                    cancel
                )
            );
        }
        return new(listening, rows);
    }

    /// <summary>Who began to listen after the question is told too: reading once more shows them nothing that is not theirs.</summary>
    public bool Of(string service, string guest) => !asked.Contains(guest) || found.Contains((service, guest));

    private sealed class Row
    {
        public string ServiceId { get; init; } = "";
        public string PersonId { get; init; } = "";
    }
}
