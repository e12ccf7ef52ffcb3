using System.Globalization;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>Mails who can act on a guest that nobody answers: once for each message (RE-5) or streak (RE-2), and reader.</summary>
public sealed class AlarmMail(PublicAddress address) : IAlarmMail
{
    private static readonly Words Nobody = new(
        "A guest is waiting and nobody is there",
        "a guest wrote, and no agent of the conversation's service can answer now. Open the conversation:",
        "Ein Gast wartet, und niemand ist da",
        "ein Gast hat geschrieben, und aus dem Service der Unterhaltung kann gerade niemand antworten. Unterhaltung öffnen:"
    );

    private static readonly Words TooLong = new(
        "A guest is waiting for an answer",
        "a guest has waited for an answer longer than the conversation's service allows. Open the conversation:",
        "Ein Gast wartet auf eine Antwort",
        "ein Gast wartet länger auf eine Antwort, als der Service der Unterhaltung es vorsieht. Unterhaltung öffnen:"
    );

    public Task EnqueueAsync(IUnit unit, string conversationId, string messageId, Alarm alarm) =>
        EnqueueAsync(Unit.Of(unit), conversationId, $"alarm {messageId}", alarm, Nobody);

    public Task EnqueueEscalationAsync(IUnit unit, string conversationId, Instant streak, Alarm alarm) =>
        EnqueueAsync(
            Unit.Of(unit),
            conversationId,
            string.Create(CultureInfo.InvariantCulture, $"escalation {conversationId} {streak.ToUnixTimeMilliseconds()}"),
            alarm,
            TooLong
        );

    private async Task EnqueueAsync(Unit session, string conversationId, string key, Alarm alarm, Words words)
    {
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
                $"{key} {reader.Id}",
                $"mail {reader.Id}",
                Mail(reader, words, address.Of($"/conversations/{conversationId}"))
            );
        }
    }

    // No words of the guest: whoever reads the mail opens the conversation where the rules decide what they see.
    private static OutgoingMail Mail(ReaderRow reader, Words words, string link)
    {
        var german = reader.Language == Languages.German;
        var name = DisplayName.Isolate(reader.Name);
        string[] paragraphs = german ? [$"Hallo {name},", words.German] : [$"Hello {name},", words.English];
        return new Letter(reader.Language, paragraphs, link).To(
            reader.Email,
            reader.Name,
            german ? words.GermanSubject : words.EnglishSubject
        );
    }

    private sealed record Words(string EnglishSubject, string English, string GermanSubject, string German);

    private sealed class ReaderRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Language { get; init; } = "";
    }
}
