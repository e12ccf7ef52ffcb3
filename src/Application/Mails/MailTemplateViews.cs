using XBees.Domain.Mails;

namespace XBees.Application.Mails;

/// <summary>What a kind of mail says in one language.</summary>
/// <param name="Kind">Such as <c>guest-invitation</c>.</param>
/// <param name="Language">en or de.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Paragraphs that empty lines divide; both parts of the mail are made of it.</param>
/// <param name="Places">What may stand in braces and is filled in.</param>
/// <param name="Changed">Whether the organisation has its own words; false: the product's.</param>
public sealed record MailTemplateView(
    string Kind,
    string Language,
    string Subject,
    string Text,
    IReadOnlyList<string> Places,
    bool Changed
);

/// <summary>The organisation's own words for mails.</summary>
public interface IMailTemplates
{
    /// <summary>Every kind in every language.</summary>
    Task<IReadOnlyList<MailTemplateView>> AllAsync(CancellationToken cancel);

    Task<MailTemplateView> OneAsync(MailKind kind, string language, CancellationToken cancel);

    /// <param name="unit">The change.</param>
    /// <param name="kind">The kind of mail.</param>
    /// <param name="language">One of <see cref="Languages.All"/>.</param>
    /// <param name="template">Null: the product's words again.</param>
    Task SaveAsync(IUnit unit, MailKind kind, string language, MailTemplate? template);
}

/// <summary>What became of a test mail.</summary>
/// <param name="To">Where it went: the administrator's own address.</param>
/// <param name="Sent">Whether the folder or the mail server took it.</param>
/// <param name="Problem">Otherwise what failed, in words.</param>
public sealed record MailTestResult(string To, bool Sent, string? Problem);

/// <summary>Sends a mail at once and says what came of it (AD-7).</summary>
public interface IMailTest
{
    /// <param name="agentId">The administrator who asks, and who gets it.</param>
    /// <param name="kind">Null: a mail that says no more than that mails arrive.</param>
    /// <param name="language">In which language.</param>
    /// <param name="cancel">Ends the try.</param>
    Task<MailTestResult> SendAsync(string agentId, MailKind? kind, string language, CancellationToken cancel);
}
