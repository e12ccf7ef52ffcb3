using System.Globalization;
using XBees.Domain.Mails;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Calendars;

/// <summary>Tells an agent that nobody can book them while their calendar cannot be read (CA-3): once for each time it stays away.</summary>
public sealed class OutOfReachMail(MailWriter writer)
{
    internal async Task EnqueueAsync(Unit session, string connectionId, string agentId, string label, long readAt)
    {
        var agent = await session.FirstAsync<AgentReaderRow>(
            $"select id, name, email, language from agent where id = @agentId and deactivated_at is null",
            new { agentId }
        );
        if (agent is null)
        {
            return;
        }
        await Deliveries.EnqueueAsync(
            session,
            OutgoingMail.Kind,
            string.Create(CultureInfo.InvariantCulture, $"calendar {connectionId} {readAt}"),
            $"mail {agentId}",
            await writer.WriteAsync(
                session,
                MailKinds.CalendarOutOfReach,
                agent.Reader,
                "/settings/meetings",
                words: (MailPlaces.Title, MailName.Of(label, "–"))
            )
        );
    }
}
