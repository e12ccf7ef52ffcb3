using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MimeKit;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Meetings;
using XBees.Testing.Databases;

namespace XBees.Infrastructure.Tests.Meetings;

/// <summary>The meeting that the examples are about.</summary>
internal static class Meeting
{
    public static MeetingPerson Host { get; } =
        new(new(PersonKind.Agent, "agt_1", "Marek Lis", "Marek"), MeetingRole.Host, "marek@example.org");
    public static MeetingPerson Booker { get; } = new(new(PersonKind.Guest, "gst_1", "Niamh"), MeetingRole.Booker, "niamh@example.com");
    public static MeetingPerson Jonas { get; } = new(new(PersonKind.Guest, "gst_2", "Jonas"), MeetingRole.Participant, "jonas@example.com");
    public static MeetingPerson Kim { get; } = new(new(PersonKind.Guest, "gst_3", "Kim"), MeetingRole.Participant, "kim@example.com");
    public static MeetingPerson[] People { get; } = [Host, Booker, Jonas, Kim];

    public static MeetingFacts Facts { get; } =
        new()
        {
            Id = "mtg_1",
            Uid = "mtg_1@chat.example.org",
            Sequence = 0,
            Start = Instant.FromUtc(2027, 6, 3, 12, 0),
            End = Instant.FromUtc(2027, 6, 3, 12, 30),
            Zone = "Europe/Warsaw",
            Subject = "Offer",
            Where = "https://meet.example.org/a1b2",
            People = People,
        };

    public static MeetingReader Reader(MeetingPerson person) => new(person, "en", "Europe/London", "/m/", "s3cret");
}

/// <summary>Writes the mails of meetings as a node does.</summary>
internal sealed class MeetingPost : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly MailSettings settings;
    private readonly string folder;

    private MeetingPost(OpenDatabase node, TimeProvider time, string folder)
    {
        (Node, this.time, this.folder) = (node, time, folder);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["XBees:BaseUrl"] = "https://chat.example.org",
                    ["XBees:DataPath"] = folder,
                    ["XBees:Mail:From"] = "XBees <office@example.org>",
                }
            )
            .Build();
        var address = new PublicAddress(configuration);
        Master = MasterKey.From(configuration, folder);
        settings = MailSettings.From(configuration);
        Mails = new(new(address, Master, new(node.Db, Master, address)), new(new CalendarWriter(), address, settings));
    }

    public OpenDatabase Node { get; }

    public MasterKey Master { get; }

    public MeetingMail Mails { get; }

    public static async Task<MeetingPost> OpenAsync(TestDatabase database, TimeProvider time) =>
        new(await database.OpenAsync(time), time, database.Folder);

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    /// <summary>With the link's secret in its place.</summary>
    public async Task<OutgoingMail> WriteAsync(MeetingLetter letter) =>
        (await Mails.WriteAsync(Node.Db, letter, Instant.FromDateTimeOffset(time.GetUtcNow()))).Opened(Master);

    public async Task<(string Path, MimeMessage Message, OutgoingMail Outgoing)> SentAsync(MeetingLetter letter)
    {
        var outgoing = await Mails.WriteAsync(Node.Db, letter, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var payload = JsonSerializer.Serialize(outgoing, JsonSerializerOptions.Web);
        await new MailDelivery(new MailFolder(settings.Folder), settings, Master).SendAsync(
            new("dlv_1", payload, Instant.FromUtc(2027, 6, 1, 8, 0)),
            default
        );
        var path = Path.Combine(settings.Folder, "dlv_1.eml");
        return (path, await MimeMessage.LoadAsync(path), outgoing.Opened(Master));
    }

    /// <summary>What a reader can find in a mail that has arrived, its headers and its files unfolded.</summary>
    public async Task<(string Words, string All)> RawAsync(MeetingLetter letter)
    {
        var (_, message, outgoing) = await SentAsync(letter);
        var calendar = outgoing.Calendar?.Text.Replace("\r\n ", "", StringComparison.Ordinal);
        return (
            message.TextBody!,
            string.Join('\n', [.. message.Headers.Select(header => header.Value), message.TextBody, message.HtmlBody, calendar])
        );
    }
}
