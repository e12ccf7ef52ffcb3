using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>Typing on its way to all nodes: through table <c>signal</c> where there can be several, from memory on SQLite.</summary>
public sealed class TypingSignals(Db db, Units units, EventHub hub, LogSignal wake) : ITypingSignals
{
    private const string Kind = "typing";

    /// <summary>A number that was drawn earlier can be committed later; so far back it is looked for.</summary>
    private const int LookBack = 50;

    private readonly HashSet<long> shown = [];
    private long position;

    private bool InMemory => db.Dialect.Provider == DatabaseProvider.Sqlite;

    public async Task ShowAsync(Typing typing, CancellationToken cancel)
    {
        if (InMemory)
        {
            await hub.ShowAsync(typing, cancel);
            return;
        }
        await units.RunAsync(
            unit =>
            {
                Unit.Of(unit)
                    .Later(
                        $"insert into signal (kind, conversation_id, data, at) values (@kind, @id, @data, @now)",
                        new
                        {
                            kind = Kind,
                            id = typing.ConversationId,
                            data = JsonSerializer.Serialize(typing),
                            now = Unit.Of(unit).NowMs,
                        }
                    );
                return Task.FromResult(0);
            },
            cancel
        );
        wake.Wake();
    }

    /// <summary>What was shown before the node began is over.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        if (!InMemory)
        {
            position = await db.FirstAsync<long?>($"select max(position) from signal", cancel: cancel) ?? 0;
            shown.UnionWith(
                await db.ListAsync<long>($"select position from signal where position > @from", new { from = position - LookBack }, cancel)
            );
        }
    }

    /// <summary>Called by the tail alone.</summary>
    public async Task PollAsync(CancellationToken cancel)
    {
        if (InMemory || hub.Count == 0)
        {
            return;
        }
        var rows = await db.ListAsync<SignalRow>(
            $"""
            select position, data
            from signal
            where position > @from and kind = @kind
            order by position
            {Dialect.Limit}
            """,
            new
            {
                from = position - LookBack,
                kind = Kind,
                limit = 1000,
            },
            cancel
        );
        foreach (var row in rows.Where(row => shown.Add(row.Position)))
        {
            position = Math.Max(position, row.Position);
            await hub.ShowAsync(JsonSerializer.Deserialize<Typing>(row.Data)!, cancel);
        }
        shown.RemoveWhere(known => known <= position - LookBack);
    }

    private sealed class SignalRow
    {
        public long Position { get; init; }

        public string Data { get; init; } = "";
    }
}
