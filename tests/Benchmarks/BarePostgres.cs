using Npgsql;
using XBees.Domain;

namespace XBees.Benchmarks;

/// <summary>One prepared INSERT per request, with <c>synchronous_commit=on</c>.</summary>
internal sealed class BarePostgres(string connectionString) : IBareStore, IDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        connectionString + ";Maximum Pool Size=40;Max Auto Prepare=20;Auto Prepare Min Usages=2"
    );
    private long seq = 10_000_000;

    public void Dispose() => source.Dispose();

    public async Task<BareAnswer> StoreAsync(string conversationId, BareBody body)
    {
        var number = Interlocked.Increment(ref seq);
        var id = Ids.New(Ids.Message, Guid.CreateVersion7());
        await using var command = source.CreateCommand(
            """
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, text, client_id, via, created_at)
            values ($1, $2, $3, $3, $3, $3, false, 'text', 'guest', 'gst_bare', 'guest', $4, $5, 'web', $6)
            """
        );
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = conversationId });
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = body.Text });
        command.Parameters.Add(new() { Value = body.ClientId });
        command.Parameters.Add(new() { Value = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() });
        await command.ExecuteNonQueryAsync();
        return new(id, number, body.ClientId, body.Text);
    }
}
