using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Conversations;

namespace XBees.Infrastructure.Crm;

/// <summary>What is to be written.</summary>
/// <param name="ConnectionId">Into the account that was meant.</param>
/// <param name="LinkId">On whose record.</param>
/// <param name="Attempt">Which saving of it.</param>
/// <param name="Logging">What an agent logs; null: the record itself, or what logs itself.</param>
internal sealed record DueCrm(string ConnectionId, string LinkId, long Attempt, DueLogging? Logging)
{
    /// <summary>What logs itself.</summary>
    public DueEntry? Entry { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRecord => Logging is null && Entry is null;

    public static DueCrm Of(CrmLink link, CrmLogging? logging) =>
        new(link.ConnectionId, link.Id, link.Attempt, logging is null ? null : DueLogging.Of(logging));
}

/// <summary>An activity that is to be logged.</summary>
internal sealed record DueLogging(string Id, string Kind, string Text, long? DueAt, string AuthorId)
{
    public static DueLogging Of(CrmLogging logging) =>
        new(logging.Id, CrmActivity.Word(logging.Kind), logging.Text, logging.Due?.ToUnixTimeMilliseconds(), logging.AuthorId);

    public CrmActivity ToActivity(CrmAuthor author, Instant at) =>
        new(Id, CrmActivity.KindOf(Kind)!.Value, Text, Times.Instant(DueAt), author.Name, at);
}

/// <summary>A meeting or a conversation, which logs itself.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="AuthorId">The agent whose it is (CR-6).</param>
internal sealed record DueEntry(string Kind, string SubjectId, string AuthorId)
{
    /// <summary>By which the CRM knows it again.</summary>
    public string Id { get; init; } = "";

    /// <summary>The meeting is deleted, and this is what was known of it.</summary>
    public DueGone? Gone { get; init; }
}

/// <summary>A meeting that is deleted here.</summary>
internal sealed record DueGone(string Subject, long StartsAt, long EndsAt);
