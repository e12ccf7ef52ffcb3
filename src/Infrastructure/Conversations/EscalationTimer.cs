using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// A guest who waits is escalated at the service's time, whatever was restarted meanwhile, once on all nodes (RE-2, RE-6). An answer does
/// not touch the timer: it finds then that nobody waits any more.
/// </summary>
public sealed class EscalationTimer(Units units, IConversationStore conversations, IPeopleStore people, IAlarmMail mails) : ITimerHandler
{
    private const string Name = "escalate";

    public string Kind => Name;

    /// <summary>In the unit of the message, without a round trip of its own: the database knows the service's minutes.</summary>
    internal static void Begin(Unit unit, string id, Instant since)
    {
        var args = new
        {
            id,
            key = Key(id),
            kind = Name,
            payload = JsonSerializer.Serialize(since.ToUnixTimeMilliseconds()),
            since = since.ToUnixTimeMilliseconds(),
            minute = (long)TimeSpan.FromMinutes(1).TotalMilliseconds,
            none = 0L,
        };
        unit.Later($"delete from timer where unique_key = @key", args);
        unit.Later(
            $"""
            insert into timer (unique_key, kind, conversation_id, payload, due_at, claim_beat)
            select @key, @kind, c.id, @payload, @since + s.answer_minutes * @minute, @none
            from conversation c
            join service s on s.id = c.service_id
            where c.id = @id and s.answer_minutes is not null
            """,
            args
        );
    }

    /// <summary>Where the streak of before goes on under another service, or after a snooze.</summary>
    internal static void SetAnew(Unit unit, Conversation conversation)
    {
        if (conversation.WaitingSince is { } since && conversation.EscalatedSince != since)
        {
            Begin(unit, conversation.Id, since);
        }
    }

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var before = await conversations.LoadLockedAsync(unit, timer.ConversationId!);
                if (!await timer.TakeAsync(unit) || before is null)
                {
                    return false;
                }
                var streak = Instant.FromUnixTimeMilliseconds(JsonSerializer.Deserialize<long>(timer.Payload));
                var team = before.Service is { } service ? await people.TeamAsync(unit, service.Id) : null;
                var escalation = Escalation.For(before, team, streak, unit.Now);
                if (escalation.Again is not null)
                {
                    Begin(Unit.Of(unit), before.Id, streak);
                }
                var change = before.Escalate(escalation, unit.NewId, unit.Now);
                if (change.Alarm is { } alarm)
                {
                    await conversations.SaveAsync(unit, before, change);
                    await mails.EnqueueEscalationAsync(unit, before.Id, streak, alarm);
                }
                return true;
            },
            cancel
        );

    private static string Key(string id) => $"{Name}:{id}";
}
