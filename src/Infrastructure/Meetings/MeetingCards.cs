using XBees.Application.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Meetings with those who were invited to them, for whoever may see them.</summary>
internal sealed class MeetingCards
{
    public static readonly MeetingCards None = new([], []);

    private readonly IReadOnlyList<MeetingRow> rows;
    private readonly ILookup<string, MeetingPersonRow> invited;

    private MeetingCards(IReadOnlyList<MeetingRow> rows, IReadOnlyList<MeetingPersonRow> invited)
    {
        this.rows = rows;
        this.invited = invited.ToLookup(person => person.MeetingId);
    }

    /// <summary>By their ids.</summary>
    public static async Task<MeetingCards> LoadAsync(Db db, string[] ids, CancellationToken cancel) =>
        ids.Length == 0
            ? None
            : await OfAsync(
                db,
                await db.ListAsync<MeetingRow>(
                    $"select {MeetingRow.WithPeople} from meeting t {MeetingRow.People} where {Dialect.In("t.id", "@ids")}",
                    new { ids },
                    cancel
                ),
                cancel
            );

    public static async Task<MeetingCards> OfAsync(Db db, IReadOnlyList<MeetingRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return None;
        }
        var invited = await db.ListAsync<MeetingPersonRow>(
            $"""
            select p.meeting_id, p.guest_id, g.name, g.email, g.number
            from meeting_person p
            join guest g on g.id = p.guest_id
            where {Dialect.In("p.meeting_id", "@ids")}
            order by p.meeting_id, p.ordinal
            """,
            new { ids = rows.Select(row => row.Id).ToArray() },
            cancel
        );
        return new(rows, invited);
    }

    public IReadOnlyList<MeetingView> Views(Caller reader) => [.. rows.Select(row => row.ToView(reader, invited[row.Id]))];

    /// <summary>Null where there is none of that id.</summary>
    public MeetingView? Of(string? id, Caller reader) => rows.FirstOrDefault(row => row.Id == id)?.ToView(reader, invited[id!]);
}
