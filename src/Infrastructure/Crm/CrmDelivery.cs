using System.Text.Json;
using XBees.Application.Crm;
using XBees.Application.Phonebook;
using XBees.Domain.Crm;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>Writes what agents have saved into one CRM; each has its own, so that one that hangs holds up no other.</summary>
public sealed class CrmDelivery(ICrm crm, Db db, CrmStore connections, CrmOutcomes outcomes, INumberTables numbers, TimeProvider time)
    : IDeliveryHandler
{
    public string Kind => KindOf(crm.Kind);

    internal static string KindOf(CrmKind kind) => $"crm-{CrmWords.Word(kind)}";

    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var due = JsonSerializer.Deserialize<DueCrm>(delivery.Payload, JsonSerializerOptions.Web)!;
        // Disconnected meanwhile, perhaps for another account: what was meant for the first goes nowhere.
        if (await connections.AccessAsync(crm.Kind, cancel) is not { } access || access.ConnectionId != due.ConnectionId)
        {
            return;
        }
        if (await outcomes.FindAsync(due.LinkId, cancel) is not { } link)
        {
            return;
        }
        try
        {
            await (due.Logging is null ? CreateAsync(access, link, due, cancel) : LogAsync(access, link, due.Logging, delivery, cancel));
        }
        catch (CrmFailure failure)
        {
            await FailAsync(due, failure);
        }
    }

    private async Task CreateAsync(CrmAccess access, CrmLinkRow row, DueCrm due, CancellationToken cancel)
    {
        var link = row.ToLink();
        if (row.State != CrmLinkRow.Word(CrmLinkState.Pending) || link.Attempt != due.Attempt || link.Form is not { } form)
        {
            return;
        }
        var fields = (await connections.AllAsync(cancel)).Single(one => one.Id == access.ConnectionId).Fields;
        var person = CrmPerson.Of(
            link.GuestId,
            CrmForm.ValueOf(fields, form, CrmMeaning.Email),
            CrmForm.ValueOf(fields, form, CrmMeaning.Phone),
            await numbers.AtHomeAsync(cancel)
        );
        var record =
            await crm.FindAsync(access, person, cancel)
            ?? await crm.CreateAsync(access, person, form, await AuthorAsync(row.AuthorId!, cancel), cancel);
        await AnsweredAsync(access);
        await outcomes.LinkAsync(due, record);
    }

    private async Task LogAsync(CrmAccess access, CrmLinkRow row, DueLogging logging, Delivery delivery, CancellationToken cancel)
    {
        if (row.ToLink().Record is not { } record)
        {
            throw new Undeliverable("There is no record to log it on.");
        }
        var author = await AuthorAsync(logging.AuthorId, cancel);
        var activity = logging.ToActivity(author, delivery.CreatedAt);
        await crm.LogAsync(access, record.Id, activity, cancel);
        await AnsweredAsync(access);
    }

    private Task AnsweredAsync(CrmAccess access) => connections.NoteAsync(access.ConnectionId, CrmState.Connected, null);

    private async Task FailAsync(DueCrm due, CrmFailure failure)
    {
        if (failure is not CrmInvalid)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            await connections.NoteAsync(due.ConnectionId, CrmWords.StateOf(failure), now + CrmConnection.RestAfter(failure));
        }
        await outcomes.ExplainAsync(due, failure);
        switch (failure)
        {
            case CrmInvalid when due.Logging is null:
                return;
            case CrmInvalid:
                throw new Undeliverable(failure.Message, failure);
            case CrmUnreachable { RetryAfter: { } wait }:
                throw new AskedToWait(failure.Message, wait.ToTimeSpan(), failure);
            default:
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                return;
        }
    }

    private async Task<CrmAuthor> AuthorAsync(string agentId, CancellationToken cancel)
    {
        var row = await db.FirstAsync<AuthorRow>($"select name, email from agent where id = @agentId", new { agentId }, cancel);
        return new(row!.Name, row.Email);
    }

    private sealed class AuthorRow
    {
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
    }
}

/// <summary>What is to be written.</summary>
/// <param name="ConnectionId">Into the account that was meant.</param>
/// <param name="LinkId">On whose record.</param>
/// <param name="Attempt">Which saving of it.</param>
/// <param name="Logging">What is to be logged; null: the record itself.</param>
internal sealed record DueCrm(string ConnectionId, string LinkId, long Attempt, DueLogging? Logging)
{
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
