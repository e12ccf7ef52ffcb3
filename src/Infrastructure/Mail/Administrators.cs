using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Mail;

/// <summary>An agent as the reader of a mail.</summary>
internal sealed class AgentReaderRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Language { get; init; } = "";

    public MailReader Reader => new(Email, Name, Language);
}

/// <summary>Who is told what concerns the installation.</summary>
internal static class Administrators
{
    public static Task<IReadOnlyList<AgentReaderRow>> AllAsync(Unit session) =>
        session.ListAsync<AgentReaderRow>(
            $"select id, name, email, language from agent where administrator_since is not null and deactivated_at is null"
        );
}
