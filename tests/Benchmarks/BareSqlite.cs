using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using XBees.Domain;

namespace XBees.Benchmarks;

/// <summary>The seven statements of the real unit, prepared once, in a write lane with group commit and <c>synchronous=FULL</c>.</summary>
internal sealed class BareSqlite : IBareStore, IDisposable
{
    private readonly Channel<Item> queue = Channel.CreateUnbounded<Item>(new() { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, (string Guest, string Member)> authors = [];
    private readonly SqliteCommand locked;
    private readonly SqliteCommand head;
    private readonly SqliteCommand known;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand number;
    private readonly SqliteCommand own;
    private readonly SqliteCommand log;

    public BareSqlite(string connectionString)
    {
        connection = new(connectionString + ";Pooling=false");
        connection.Open();
        Command("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -16000")
            .ExecuteNonQuery();
        using (var members = Command("select conversation_id, person_id, id from member where kind = 'guest'").ExecuteReader())
        {
            while (members.Read())
            {
                authors[members.GetString(0)] = (members.GetString(1), members.GetString(2));
            }
        }
        locked = Command("update conversation set last_seq = last_seq where id = @id", "@id");
        head = Command(
            """
            select c.last_seq, c.last_guest_seq, c.message_count, c.guest_message_count, c.read_only_since, c.agents_now, c.waiting_since,
                m.id as member_id
            from conversation c
            left join member m on m.conversation_id = c.id and m.person_id = @author and m.left_at is null
            where c.id = @id
            """,
            "@id",
            "@author"
        );
        known = Command(
            "select id from message where conversation_id = @id and author_id = @author and client_id = @clientId",
            "@id",
            "@author",
            "@clientId"
        );
        insert = Command(
            """
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, text, client_id, via, created_at)
            values (@message, @id, @seq, @guestSeq, @count, @guestCount, 0, 'text', 'guest', @author, 'guest', @text, @clientId, 'web', @now)
            """,
            "@message",
            "@id",
            "@seq",
            "@guestSeq",
            "@count",
            "@guestCount",
            "@author",
            "@text",
            "@clientId",
            "@now"
        );
        number = Command(
            """
            update conversation
            set last_seq = @seq, last_guest_seq = @guestSeq, message_count = @count, guest_message_count = @guestCount, waiting_since = @now,
                last_activity_at = @now
            where id = @id
            """,
            "@seq",
            "@guestSeq",
            "@count",
            "@guestCount",
            "@now",
            "@id"
        );
        own = Command("update member set own_after = own_after + 1 where id = @member", "@member");
        log = Command(
            "insert into log (epoch, tx, type, conversation_id, subject_id, at) values (0, 0, 'message.created', @id, @message, @now)",
            "@id",
            "@message",
            "@now"
        );
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public Task<BareAnswer> StoreAsync(string conversationId, BareBody body)
    {
        var item = new Item(conversationId, body, new(TaskCreationOptions.RunContinuationsAsynchronously));
        queue.Writer.TryWrite(item);
        return item.Done.Task;
    }

    public void Dispose() => connection.Dispose();

    private void Serve()
    {
        using var begin = Command("begin immediate");
        using var commit = Command("commit");
        using var save = Command("savepoint u");
        using var release = Command("release u");
        var answers = new List<(Item, BareAnswer)>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            begin.ExecuteNonQuery();
            while (answers.Count < 256 && queue.Reader.TryRead(out var item))
            {
                save.ExecuteNonQuery();
                answers.Add((item, Store(item)));
                release.ExecuteNonQuery();
            }
            commit.ExecuteNonQuery();
            foreach (var (item, answer) in answers)
            {
                item.Done.SetResult(answer);
            }
            answers.Clear();
        }
    }

    private BareAnswer Store(Item item)
    {
        var (id, body) = (item.ConversationId, item.Body);
        var (author, member) = authors[id];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Run(locked, id);
        long seq,
            guestSeq,
            count,
            guestCount;
        Bind(head, id, author);
        using (var row = head.ExecuteReader())
        {
            row.Read();
            (seq, guestSeq, count, guestCount) = (row.GetInt64(0) + 1, row.GetInt64(1) + 1, row.GetInt64(2) + 1, row.GetInt64(3) + 1);
        }
        Bind(known, id, author, body.ClientId);
        known.ExecuteScalar();
        var message = Ids.New(Ids.Message, Guid.CreateVersion7());
        Run(insert, message, id, seq, guestSeq, count, guestCount, author, body.Text, body.ClientId, now);
        Run(number, seq, guestSeq, count, guestCount, now, id);
        Run(own, member);
        Run(log, id, message, now);
        return new(message, seq, body.ClientId, body.Text);
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at];
        }
    }

    private SqliteCommand Command(string sql, params IEnumerable<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, "");
        }
        return command;
    }

    private sealed record Item(string ConversationId, BareBody Body, TaskCompletionSource<BareAnswer> Done);
}
