using System.Text.Json;
using XBees.Application.Mails;
using XBees.Domain.Mails;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

/// <summary>
/// A mail with invented words to whoever asks for it. It lies in no row: what came of it is the answer, and a failure is not tried again.
/// </summary>
public sealed class MailTest(Db db, MailWriter writer, MailDelivery delivery, TimeProvider time) : IMailTest
{
    private static readonly MailKind Plain = new(
        "test",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "Mails of XBees arrive",
            "Hello {name},\n\nThis is the test mail that you asked for. Mails of {organisation} arrive.\n\n{link}"
        ),
        new(
            "E-Mails von XBees kommen an",
            "Hallo {name},\n\ndies ist die Test-E-Mail, um die Sie gebeten haben. E-Mails von {organisation} kommen an.\n\n{link}"
        )
    );

    public async Task<MailTestResult> SendAsync(string agentId, MailKind? kind, string language, CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>($"select name, email, time_zone from agent where id = @agentId", new { agentId }, cancel);
        var german = language == Languages.German;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (begins, zone) = (now + Duration.FromDays(1), DateTimeZoneProviders.Tzdb[row!.TimeZone]);
        var mail = await writer.WriteAsync(
            db,
            kind ?? Plain,
            new(row.Email, row.Name, language),
            "/admin/mail",
            words:
            [
                (MailPlaces.Inviter, DisplayName.Isolate(row.Name)),
                (MailPlaces.Title, DisplayName.Isolate(german ? "Probe" : "Trial")),
                (MailPlaces.Text, german ? "Hier steht, was jemand geschrieben hat." : "Here stands what somebody wrote."),
                (MailPlaces.Count, "2"),
                (MailPlaces.Code, "123456"),
                (MailPlaces.When, MeetingTime.InWords(begins, begins + Duration.FromMinutes(30), zone, language)),
                (MailPlaces.Before, MeetingTime.InWords(now, now + Duration.FromMinutes(30), zone, language)),
                (MailPlaces.Where, german ? "Hier steht, wo der Termin ist." : "Here stands where the meeting is."),
                (MailPlaces.With, DisplayName.Isolate("Alex")),
                (MailPlaces.By, DisplayName.Isolate(row.Name)),
                (MailPlaces.Action, german ? "Unterhaltung öffnen" : "Open the conversation"),
            ]
        );
        var test = new Delivery(
            Ids.New(Ids.Delivery, Guid.CreateVersion7(time.GetUtcNow())),
            JsonSerializer.Serialize(mail, JsonSerializerOptions.Web),
            now
        );
        try
        {
            await delivery.SendAsync(test, cancel);
            return new(row.Email, true, null);
        }
        catch (Exception error) when (error is MailNotTaken or Undeliverable or IOException or UnauthorizedAccessException)
        {
            return new(row.Email, false, error.Message);
        }
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string TimeZone { get; init; } = "";
    }
}
