using XBees.Domain.Mails;

namespace XBees.Application.Mails;

/// <summary>Gives a kind of mail the organisation's own words, or the product's again; audited (AD-3).</summary>
public sealed class ChangeMailTemplate(IUnitOfWork work, IMailTemplates templates, IAuditTrail audit)
{
    /// <returns>False where there is no such kind or language.</returns>
    public async Task<bool> SaveAsync(
        AgentCaller by,
        string kind,
        string language,
        string? subject,
        string? text,
        CancellationToken cancel
    ) => Find(kind, language) is { } found && await StoreAsync(by, found, language, MailTemplate.Read(found, subject, text), cancel);

    /// <returns>False where there is no such kind or language.</returns>
    public async Task<bool> ResetAsync(AgentCaller by, string kind, string language, CancellationToken cancel) =>
        Find(kind, language) is { } found && await StoreAsync(by, found, language, null, cancel);

    public static MailKind? Find(string kind, string language) =>
        Languages.All.Contains(language, StringComparer.Ordinal) ? MailKinds.Find(kind) : null;

    private Task<bool> StoreAsync(AgentCaller by, MailKind kind, string language, MailTemplate? template, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                await templates.SaveAsync(unit, kind, language, template);
                audit.Note(
                    unit,
                    by.PersonId,
                    template is null ? "mail-template.reset" : "mail-template.changed",
                    null,
                    new Dictionary<string, string> { ["kind"] = kind.Name, ["language"] = language }
                );
                return true;
            },
            cancel
        );
}
