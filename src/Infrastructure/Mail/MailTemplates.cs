using System.Text.Json;
using XBees.Application.Mails;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Mail;

/// <summary>The organisation's own words for mails, as rows of table <c>setting</c>; without one the product's.</summary>
public sealed class MailTemplates(Db db) : IMailTemplates
{
    public static async Task<MailTemplate> OfAsync(SqlSession session, MailKind kind, string language) =>
        await Settings.GetAsync(session, Name(kind, language)) is { } own ? Read(own) : kind.In(language);

    public async Task<IReadOnlyList<MailTemplateView>> AllAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>($"select name, value from setting where name like @names", new { names = "mail.%" }, cancel);
        var own = rows.ToDictionary(row => row.Name, row => Read(row.Value), StringComparer.Ordinal);
        return
        [
            .. MailKinds.All.SelectMany(kind =>
                Languages.All.Select(language => View(kind, language, own.GetValueOrDefault(Name(kind, language))))
            ),
        ];
    }

    public async Task<MailTemplateView> OneAsync(MailKind kind, string language, CancellationToken cancel) =>
        View(kind, language, await Settings.GetAsync(db, Name(kind, language), cancel) is { } own ? Read(own) : null);

    public Task SaveAsync(IUnit unit, MailKind kind, string language, MailTemplate? template) =>
        template is null
            ? Settings.DeleteAsync(Unit.Of(unit), Name(kind, language))
            : Settings.PutAsync(Unit.Of(unit), Name(kind, language), JsonSerializer.Serialize(template, JsonSerializerOptions.Web));

    private static MailTemplateView View(MailKind kind, string language, MailTemplate? own)
    {
        var template = own ?? kind.In(language);
        return new(kind.Name, language, template.Subject, template.Text, kind.Places, own is not null);
    }

    private static string Name(MailKind kind, string language) => $"mail.{kind.Name}.{language}";

    private static MailTemplate Read(string json) => JsonSerializer.Deserialize<MailTemplate>(json, JsonSerializerOptions.Web)!;

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
