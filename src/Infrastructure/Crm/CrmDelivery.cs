using System.Text.Json;
using XBees.Application.Crm;
using XBees.Application.Phonebook;
using XBees.Domain.Crm;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>Writes what waits into one CRM; each has its own, so that one that hangs holds up no other.</summary>
public sealed class CrmDelivery(
    ICrm crm,
    CrmStore connections,
    CrmOutcomes outcomes,
    CrmAuthors authors,
    CrmEntryWords words,
    INumberTables numbers,
    TimeProvider time
) : IDeliveryHandler
{
    public string Kind => KindOf(crm.Kind);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

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
            await (
                due switch
                {
                    { Entry: { } entry } => EnterAsync(access, link, entry, delivery, cancel),
                    { Logging: { } logging } => LogAsync(access, link, logging, delivery, cancel),
                    _ => CreateAsync(access, link, due, cancel),
                }
            );
        }
        catch (CrmFailure failure)
        {
            await FailAsync(access, link, due, failure, cancel);
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
        var author = (await authors.FindAsync(row.AuthorId!, cancel)).ToAuthor();
        var found = await crm.FindAsync(access, person, cancel);
        var record = found ?? await crm.CreateAsync(access, person, form, author, cancel);
        var isSigned = found is not null || crm.SignsRecords || await crm.UserAsync(access, author, cancel) is not null;
        await AnsweredAsync(access);
        await outcomes.LinkAsync(due, link, record, isSigned ? null : row.AuthorId);
    }

    private async Task LogAsync(CrmAccess access, CrmLinkRow row, DueLogging logging, Delivery delivery, CancellationToken cancel)
    {
        if (row.ToLink().Record is not { } record)
        {
            throw new Undeliverable("There is no record to log it on.");
        }
        var author = (await authors.FindAsync(logging.AuthorId, cancel)).ToAuthor();
        var user = await crm.UserAsync(access, author, cancel);
        await crm.LogAsync(access, record.Id, logging.ToActivity(author, delivery.CreatedAt) with { UserId = user }, cancel);
        await AnsweredAsync(access);
    }

    /// <summary>What logs itself asks nobody who rests. A record that is gone has nothing logged on it.</summary>
    private async Task EnterAsync(CrmAccess access, CrmLinkRow row, DueEntry entry, Delivery delivery, CancellationToken cancel)
    {
        if (row.ToLink() is not { State: CrmLinkState.Linked, Record: { } record })
        {
            return;
        }
        var resting = (await connections.AllAsync(cancel)).FirstOrDefault(one => one.Id == access.ConnectionId && one.Rests(Now));
        if (resting is not null)
        {
            throw new AskedToWait("The CRM did not answer a moment ago.", (resting.AskAgainAt!.Value - Now).ToTimeSpan());
        }
        var author = await authors.FindAsync(entry.AuthorId, cancel);
        if (entry.Kind == CrmEntries.Meeting)
        {
            if (await words.MeetingAsync(entry, row.GuestId, author, cancel) is { } meeting)
            {
                var user = await crm.UserAsync(access, author.ToAuthor(), cancel);
                await crm.LogAsync(access, record.Id, meeting with { UserId = user }, cancel);
            }
        }
        else if (await words.ConversationAsync(entry.SubjectId, cancel) is { } text)
        {
            var user = await crm.UserAsync(access, author.ToAuthor(), cancel);
            var note = new CrmActivity(entry.Id, CrmActivityKind.Note, text, null, author.Name, delivery.CreatedAt) { UserId = user };
            await crm.LogAsync(access, record.Id, note, cancel);
        }
        await AnsweredAsync(access);
    }

    private Task AnsweredAsync(CrmAccess access) => connections.NoteAsync(access.ConnectionId, CrmState.Connected, null);

    private async Task FailAsync(CrmAccess access, CrmLinkRow row, DueCrm due, CrmFailure failure, CancellationToken cancel)
    {
        if (failure is not CrmInvalid)
        {
            await connections.NoteAsync(due.ConnectionId, CrmWords.StateOf(failure), Now + CrmConnection.RestAfter(failure));
        }
        await outcomes.ExplainAsync(due, failure);
        switch (failure)
        {
            case CrmInvalid when due.IsRecord:
                return;
            case CrmInvalid:
                await LookAsync(access, row, cancel);
                throw new Undeliverable(failure.Message, failure);
            case CrmUnreachable { RetryAfter: { } wait }:
                throw new AskedToWait(failure.Message, wait.ToTimeSpan(), failure);
            default:
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                return;
        }
    }

    /// <summary>CR-9: perhaps it was not taken because the record is deleted.</summary>
    private async Task LookAsync(CrmAccess access, CrmLinkRow row, CancellationToken cancel)
    {
        try
        {
            if (row.ToLink().Record is { } record && await crm.ReadAsync(access, record.Id, cancel) is null)
            {
                await outcomes.GoneAsync(row.Id);
            }
        }
        catch (CrmFailure)
        {
            // It is found out when the record is read next.
        }
    }
}
