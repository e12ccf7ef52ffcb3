using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>Mails who can act on a guest that nobody answers (RE-5): once for each such message and reader.</summary>
public sealed class AlarmMail(PublicAddress address) : IAlarmMail
{
    public async Task EnqueueAsync(IUnit unit, string conversationId, string messageId, Alarm alarm)
    {
        var session = Unit.Of(unit);
        var readers = alarm.Manager is { } manager
            ? await session.ListAsync<ReaderRow>($"select id, name, email, language from agent where id = @id", new { id = manager.Id })
            : await session.ListAsync<ReaderRow>(
                $"select id, name, email, language from agent where administrator_since is not null and deactivated_at is null"
            );
        foreach (var reader in readers)
        {
            await Deliveries.EnqueueAsync(
                session,
                OutgoingMail.Kind,
                $"alarm {messageId} {reader.Id}",
                $"mail {reader.Id}",
                Mail(reader, address.Of($"/conversations/{conversationId}"))
            );
        }
    }

    // No words of the guest: whoever reads the mail opens the conversation where the rules decide what they see.
    private static OutgoingMail Mail(ReaderRow reader, string link)
    {
        var german = reader.Language == Languages.German;
        string[] paragraphs = german
            ?
            [
                $"Hallo {DisplayName.Isolate(reader.Name)},",
                "ein Gast hat geschrieben, und aus dem Service der Unterhaltung kann gerade niemand antworten. Unterhaltung öffnen:",
            ]
            :
            [
                $"Hello {DisplayName.Isolate(reader.Name)},",
                "a guest wrote, and no agent of the conversation's service can answer now. Open the conversation:",
            ];
        return new Letter(reader.Language, paragraphs, link).To(
            reader.Email,
            reader.Name,
            german ? "Ein Gast wartet, und niemand ist da" : "A guest is waiting and nobody is there"
        );
    }

    private sealed class ReaderRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Language { get; init; } = "";
    }
}
