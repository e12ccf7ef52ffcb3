using System.Data.Common;
using Microsoft.Extensions.Hosting;
using XBees.Application.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm;

/// <summary>
/// Looks for the guests of conversations in which something happens, so that their companies are known before anybody asks (TG-2): a few at a
/// time, each at most once in an hour, however many rows are shown. Not by timers: a CRM that does not answer would hold up those behind it.
/// </summary>
public sealed class CrmWatch(Db db, ICrmStore connections, CrmLook look, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private static readonly Duration Fresh = Duration.FromHours(1);
    private static readonly Duration Lately = Duration.FromHours(24);

    /// <summary>Those whose turn it is now.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var used = (await connections.AllAsync(cancel)).Where(one => one.IsActive && !one.Rests(now));
        await Task.WhenAll(used.Select(one => LookAsync(one, now, cancel)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception error) when (error is DbException or StorageBusy or StorageFull or NodeStops)
                {
                    // The worker beside this one says so.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node goes down.
        }
    }

    private async Task LookAsync(CrmConnection connection, Instant now, CancellationToken cancel)
    {
        foreach (var row in (await DueAsync(connection, now, cancel)).DistinctBy(row => row.Id))
        {
            if (!await look.RunAsync(connection, row.ToGuest(), row.ToLink(), Fresh, cancel))
            {
                return;
            }
        }
    }

    private Task<IReadOnlyList<Row>> DueAsync(CrmConnection connection, Instant now, CancellationToken cancel) =>
        db.ListAsync<Row>(
            $"""
            select g.id, g.name, g.email, g.phone, l.id as link_id, l.guest_id, l.kind, l.connection_id, l.state, l.record, l.read_at
            from conversation c
            join member m on m.conversation_id = c.id and m.kind = @guest and m.left_at is null
            join guest o on o.id = m.person_id
            join guest g on g.id = coalesce(o.merged_into, o.id)
            left join crm_link l on l.guest_id = g.id and l.connection_id = @connectionId
            where c.last_activity_at > @lately and c.spam_since is null and g.erased_at is null
                and (g.email_folded is not null or g.phone is not null)
                and (l.id is null or (l.state in (@none, @linked) and l.read_at <= @stale))
            order by c.last_activity_at desc
            {Dialect.Limit}
            """,
            new
            {
                connectionId = connection.Id,
                guest = "guest",
                none = CrmLinkRow.Word(CrmLinkState.None),
                linked = CrmLinkRow.Word(CrmLinkState.Linked),
                lately = (now - Lately).ToUnixTimeMilliseconds(),
                stale = (now - Fresh).ToUnixTimeMilliseconds(),
                limit = AtOnce,
            },
            cancel
        );

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public string? LinkId { get; init; }
        public string GuestId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string ConnectionId { get; init; } = "";
        public string State { get; init; } = "";
        public string? Record { get; init; }
        public long? ReadAt { get; init; }

        public CrmGuest ToGuest() =>
            new()
            {
                Id = Id,
                Name = Name,
                Email = Email,
                Phone = Phone,
            };

        public CrmLink? ToLink() =>
            LinkId is null
                ? null
                : new CrmLinkRow
                {
                    Id = LinkId,
                    GuestId = GuestId,
                    Kind = Kind,
                    ConnectionId = ConnectionId,
                    State = State,
                    Record = Record,
                    ReadAt = ReadAt,
                }.ToLink();
    }
}
