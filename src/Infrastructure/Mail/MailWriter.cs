using XBees.Application.Mails;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Mail;

/// <summary>To whom a mail goes.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">Null where none is known.</param>
/// <param name="Language">What they read.</param>
/// <param name="About">Of a guest: the mails that one click ends (NO-8).</param>
public sealed record MailReader(string Email, string? Name, string Language, Unsubscription? About = null);

/// <summary>
/// Makes mails of the organisation's templates, in the reader's language. Links are built from XBees:BaseUrl alone.
/// </summary>
public sealed class MailWriter(PublicAddress address, MasterKey master, Unsubscriptions unsubscriptions)
{
    /// <param name="session">What the organisation's own words are read from.</param>
    /// <param name="kind">The kind of mail.</param>
    /// <param name="reader">To whom it goes.</param>
    /// <param name="path">Where it leads; null: nowhere.</param>
    /// <param name="secret">The end of that path, or the code, which stands in no row readably; or null.</param>
    /// <param name="words">The kind's other places.</param>
    public async Task<OutgoingMail> WriteAsync(
        SqlSession session,
        MailKind kind,
        MailReader reader,
        string? path,
        string? secret = null,
        params (string Place, string Word)[] words
    )
    {
        var language = Languages.Of(reader.Language);
        var template = await MailTemplates.OfAsync(session, kind, language);
        var mark = secret is null ? "" : OutgoingMail.SecretMark;
        var organisation = await Settings.GetAsync(session, Settings.OrganisationName) ?? "XBees";
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MailPlaces.Name] = DisplayName.Isolate(reader.Name ?? reader.Email),
            [MailPlaces.Organisation] = MailName.Of(organisation, "XBees"),
            [MailPlaces.Link] = path is null ? "" : address.Of(path) + mark,
            [MailPlaces.Code] = mark,
        };
        foreach (var (place, word) in words)
        {
            all[place] = OutgoingMail.WithoutMark(word);
        }
        var filled = template.Fill(all);
        var unsubscribe = reader.About is null ? null : unsubscriptions.LinkFor(reader.About.ConversationId, reader.About.EmailFolded);
        if (unsubscribe is not null)
        {
            filled = filled with { Paragraphs = [.. filled.Paragraphs, [new(NoMore(language)), new(unsubscribe, IsLink: true)]] };
        }
        return new Letter(language, filled).To(
            reader.Email,
            reader.Name,
            secret is null ? null : master.Seal(OutgoingMail.SecretPurpose, secret)
        ) with
        {
            Unsubscribe = unsubscribe,
        };
    }

    // NO-8: no template can leave it out.
    private static string NoMore(string language) =>
        language == Languages.German ? "Keine E-Mails mehr zu dieser Unterhaltung: " : "No more mails about this conversation: ";
}
