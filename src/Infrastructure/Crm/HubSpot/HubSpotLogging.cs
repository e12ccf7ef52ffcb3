using System.Net;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.HubSpot;

// What is logged on a contact.
public sealed partial class HubSpotCrm
{
    private const string Meetings = "/crm/v3/objects/meetings";

    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.BadRequest, HttpStatusCode.NotFound];

    public async Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel)
    {
        var objects = $"/crm/v3/objects/{(activity.Kind == CrmActivityKind.Note ? "notes" : "tasks")}";
        // What was written and not told, as the answer was lost, is there already.
        if (await calls.FindAsync<HubSpotObject>(access, $"{objects}/{activity.Id}?idProperty={Own}", cancel) is not null)
        {
            return;
        }
        var body = HubSpotActivities.Of(activity, Own, recordId);
        var answer = await calls.PostAsync(access, objects, body, Refusals, cancel);
        Check(answer);
    }

    public async Task LogAsync(CrmAccess access, string recordId, CrmMeeting meeting, CancellationToken cancel)
    {
        var before = await calls.FindAsync<HubSpotObject>(access, $"{Meetings}/{meeting.Id}?idProperty={Own}", cancel);
        var body = HubSpotActivities.Of(meeting, Own, recordId);
        var answer =
            before is null ? await calls.PostAsync(access, Meetings, body, Refusals, cancel)
            : CrmText.Id(before.Id) is { } id
                ? await calls.PatchAsync(access, $"{Meetings}/{id}", body with { Associations = null }, Refusals, cancel)
            : throw new CrmUnreadable("The CRM's meeting has no id.");
        Check(answer);
    }

    private static void Check(OutsideAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw answer.Status == HttpStatusCode.NotFound
                ? new CrmInvalid(new Dictionary<string, string> { [""] = "What it belongs to is deleted there." })
                : HubSpotErrors.Invalid(answer);
        }
    }
}
