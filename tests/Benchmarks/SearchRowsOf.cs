using Microsoft.Data.Sqlite;
using XBees.Domain;

namespace XBees.Benchmarks;

/// <summary>The rows of an invented conversation, by statements that are prepared once.</summary>
internal sealed class SearchRowsOf : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand conversation;
    private readonly SqliteCommand guest;
    private readonly SqliteCommand member;
    private readonly SqliteCommand message;

    public SearchRowsOf(SqliteConnection connection)
    {
        this.connection = connection;
        conversation = Command(
            """
            insert into conversation (id, version, kind, origin, name, link_number, service_id, created_by, created_by_kind, last_seq,
                last_guest_seq, message_count, guest_message_count, agents_now, guests_now, status, created_at, last_activity_at,
                guest_activity_at)
            values (@id, 1, 'group', 'widget', @given, 1, @service, @guest, 'guest', @messages, @messages, @messages, @messages, 1, 1,
                'resolved', @at, @at, @at)
            """,
            ["@id", "@given", "@service", "@guest", "@messages", "@at"]
        );
        guest = Command(
            """
            insert into guest (id, number, name, email, email_folded, phone, created_at)
            values (@guest, @number, @name, @email, @email, @phone, @at)
            """,
            ["@guest", "@number", "@name", "@email", "@phone", "@at"]
        );
        member = Command(
            """
            insert into member (id, conversation_id, kind, person_id, ordinal, initial, joined_at, read_seq, read_guest_seq, read_count,
                seen_seq, seen_guest_seq, own_after, marked_unread, settled)
            values (@member, @id, @kind, @person, @ordinal, 1, @at, 1, 1, 1, 0, 0, 0, 0, 1)
            """,
            ["@member", "@id", "@kind", "@person", "@ordinal", "@at"]
        );
        message = Command(
            """
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, text, via, created_at)
            values (@message, @id, 1, 1, 1, 1, 0, 'text', 'guest', @guest, 'Guest', @text, 'web', @at)
            """,
            ["@message", "@id", "@guest", "@text", "@at"]
        );
    }

    public void Insert(string id, Invented row, bool withMessage)
    {
        var guestId = New(Ids.Guest, row);
        var service = SearchCompany.ServiceId(row.Service);
        Run(conversation, id, row.Given, service, guestId, withMessage ? 1 : 0, row.At);
        Run(guest, guestId, 100_000 + row.Number, row.Name, row.Email, row.Phone, row.At);
        Run(member, New(Ids.Member, row), id, "guest", guestId, 0, row.At);
        Run(member, New(Ids.Member, row), id, "agent", SearchCompany.AgentId(row.Agent), 1, row.At);
        if (withMessage)
        {
            Run(
                message,
                New(Ids.Message, row),
                id,
                guestId,
                $"Where is my delivery number {row.Number}, and who do I ask about it?",
                row.At
            );
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { conversation, guest, member, message })
        {
            command.Dispose();
        }
    }

    private static string New(string prefix, Invented row) =>
        Ids.New(prefix, Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(row.At)));

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, IEnumerable<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, "");
        }
        return command;
    }
}
