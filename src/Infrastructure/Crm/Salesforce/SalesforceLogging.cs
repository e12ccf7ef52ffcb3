using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.Salesforce;

// Its users, and what is logged on a lead or a contact.
public sealed partial class SalesforceCrm
{
    private const int MostEvents = 200;

    public async Task<string?> UserAsync(CrmAccess access, CrmAuthor author, CancellationToken cancel)
    {
        var soql =
            $"SELECT Id FROM User WHERE Email = {Soql.Text(author.Email)} AND IsActive = true AND UserType = 'Standard' "
            + "ORDER BY CreatedDate LIMIT 1";
        return SalesforceIds.Any((await calls.FirstAsync(access, soql, cancel))?.Id);
    }

    public async Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel)
    {
        var who = await WhoAsync(access, recordId, cancel);
        var since = activity.At - Duration.FromDays(1);
        var logged = await calls.QueryAsync(
            access,
            $"SELECT Id, Description FROM Task WHERE WhoId = '{who}' AND CreatedDate >= {since} ORDER BY CreatedDate DESC LIMIT 200",
            cancel
        );
        // What was written and not told, as the answer was lost, is there already.
        if (logged.Any(task => SalesforceNotes.Has(task, activity.Id)))
        {
            return;
        }
        var task = SalesforceNotes.Task(activity, who, CrmSecret.Of<SalesforceSecret>(access).Done);
        Check(await calls.PostAsync(access, "/sobjects/Task", task, cancel));
    }

    /// <summary>An event, which stands among what is to come until it is over (CR-7).</summary>
    public async Task LogAsync(CrmAccess access, string recordId, CrmMeeting meeting, CancellationToken cancel)
    {
        var who = await WhoAsync(access, recordId, cancel);
        var soql = $"SELECT Id, Description FROM Event WHERE WhoId = '{who}' ORDER BY CreatedDate DESC LIMIT {MostEvents}";
        var before = (await calls.QueryAsync(access, soql, cancel)).FirstOrDefault(one => SalesforceNotes.Has(one, meeting.Id));
        var body = SalesforceNotes.Event(meeting, who);
        Check(
            before is null ? await calls.PostAsync(access, "/sobjects/Event", body, cancel)
            : SalesforceIds.Any(before.Id) is { } id ? await calls.PatchAsync(access, $"/sobjects/Event/{id}", body, cancel)
            : throw new CrmUnreadable("The CRM's event has no id.")
        );
    }

    /// <summary>Nothing can be logged on a lead that was converted: it is the contact from then on.</summary>
    private async Task<string> WhoAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        (await ReadAsync(access, recordId, cancel))?.Id ?? throw Gone();

    private static void Check(OutsideAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw SalesforceErrors.IsGone(answer) ? Gone() : SalesforceErrors.Failure(answer);
        }
    }

    private static CrmInvalid Gone() => new(new Dictionary<string, string> { [""] = "The record was deleted in the CRM." });
}
