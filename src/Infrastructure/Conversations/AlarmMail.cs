using System.Globalization;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>Mails who can act on a guest that nobody answers: once for each message (RE-5) or streak (RE-2), and reader.</summary>
public sealed class AlarmMail(MailWriter writer) : IAlarmMail
{
    public Task EnqueueAsync(IUnit unit, string conversationId, string messageId, Alarm alarm) =>
        EnqueueAsync(Unit.Of(unit), conversationId, $"alarm {messageId}", alarm, MailKinds.NobodyIsThere);

    public Task EnqueueEscalationAsync(IUnit unit, string conversationId, Instant streak, Alarm alarm) =>
        EnqueueAsync(
            Unit.Of(unit),
            conversationId,
            string.Create(CultureInfo.InvariantCulture, $"escalation {conversationId} {streak.ToUnixTimeMilliseconds()}"),
            alarm,
            MailKinds.GuestWaits
        );

    private async Task EnqueueAsync(Unit session, string conversationId, string key, Alarm alarm, MailKind kind)
    {
        var readers = alarm.Manager is { } manager
            ? await session.ListAsync<AgentReaderRow>(
                $"select id, name, email, language from agent where id = @id",
                new { id = manager.Id }
            )
            : await Administrators.AllAsync(session);
        foreach (var reader in readers)
        {
            await Deliveries.EnqueueAsync(
                session,
                OutgoingMail.Kind,
                $"{key} {reader.Id}",
                $"mail {reader.Id}",
                await writer.WriteAsync(session, kind, reader.Reader, $"/conversations/{conversationId}")
            );
        }
    }
}
