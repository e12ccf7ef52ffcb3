using XBees.Application;
using XBees.Application.Events;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Events;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Events;

[Rule("AP-6")]
public class EventHubTests
{
    private static readonly AgentCaller Mara = new(new Person(PersonKind.Agent, "agt_1", "Mara"), Licence.Standard, false, "ses_1");

    [Theory, EveryDatabase]
    public async Task A_reader_that_does_not_read_is_cut_off_and_the_others_go_on(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await SeedAsync(node);
        var hub = new EventHub(node.Db);
        using var idle = hub.Connect(Mara);
        using var reader = hub.Connect(Mara);
        var read = 0;
        for (var i = 0; i < 20; i++)
        {
            var batch = Enumerable
                .Range(1, 50)
                .Select(n => new LoggedEntry(new(0, 0, (i * 50) + n, ""), "conversation.updated", "cnv_1", null, [], 0));
            await hub.TakeAsync([.. batch], default);
            while (reader.Waiting.TryRead(out _))
            {
                read++;
            }
        }
        Assert.True(idle.Cut.IsCancellationRequested);
        Assert.False(reader.Cut.IsCancellationRequested);
        Assert.Equal(1000, read);
        Assert.InRange(idle.Waiting.Count, 1, 512);
    }

    [Theory, EveryDatabase]
    public async Task Many_streams_of_one_person_close_the_oldest(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        var hub = new EventHub(node.Db);
        var connections = Enumerable.Range(0, 66).Select(_ => hub.Connect(Mara)).ToList();
        Assert.True(connections[0].Cut.IsCancellationRequested);
        Assert.False(connections[65].Cut.IsCancellationRequested);
        connections.ForEach(connection => connection.Dispose());
        Assert.Equal(0, hub.Count);
    }

    private static Task SeedAsync(OpenDatabase node) =>
        node.Units.RunAsync(
            async unit =>
            {
                var session = XBees.Infrastructure.Database.Unit.Of(unit);
                await session.ExecuteAsync(
                    $"""
                    insert into conversation (id, version, link_number, kind, origin, created_by, created_by_kind, last_seq,
                        last_guest_seq, message_count, guest_message_count, agents_now, guests_now, status, created_at,
                        last_activity_at, guest_activity_at)
                    values ('cnv_1', 1, 1, 'group', 'agent', 'agt_1', 'agent', 0, 0, 0, 0, 1, 0, 'open', 0, 0, 0)
                    """
                );
                await session.ExecuteAsync(
                    $"""
                    insert into member (id, conversation_id, kind, person_id, ordinal, initial, joined_at, read_seq, read_guest_seq, read_count,
                        seen_seq, seen_guest_seq, own_after, marked_unread, settled)
                    values ('mem_1', 'cnv_1', 'agent', 'agt_1', 0, @no, 0, 0, 0, 0, 0, 0, 0, @no, @no)
                    """,
                    new { no = false }
                );
                return 0;
            },
            default
        );
}
