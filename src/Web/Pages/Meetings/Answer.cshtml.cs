using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using XBees.Application;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Meetings;

/// <summary>The host answers from their mail (ME-3). Opening it changes nothing, as mail scanners do; its buttons post (ME-20, C19).</summary>
[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
[IgnoreAntiforgeryToken]
public sealed class AnswerModel(
    IAnswerLinks links,
    IMeetingReader meetings,
    ConfirmMeeting confirm,
    ChangeMeeting change,
    TimeProvider time,
    Texts texts
) : PageModel
{
    public AskedMeeting? Asked { get; private set; }

    /// <summary>Who asks for the same time, once the host was told of them.</summary>
    public IReadOnlyList<MeetingView> Others { get; private set; } = [];

    /// <summary>Why it was not done, or null.</summary>
    public string? Problem { get; private set; }

    public bool CanAnswer =>
        Asked is { Meeting: { State: "unconfirmed" } meeting } && meeting.Start > Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What stands above it, by the name of its text.</summary>
    public string Title =>
        Asked is null ? "answer.unknown"
        : CanAnswer ? (Others.Count > 0 ? "answer.others" : "answer.title")
        : Asked.Meeting.State switch
        {
            "confirmed" => "answer.confirmed",
            "cancelled" => "answer.cancelled",
            _ => "answer.over",
        };

    public string When(MeetingView meeting) =>
        MeetingTime.InWords(meeting.Start, meeting.End, DateTimeZoneProviders.Tzdb[Asked!.Zone], texts.Language);

    public Task OnGetAsync(string? token, CancellationToken cancel) => ShowAsync(token, cancel);

    /// <param name="token">Of the mail.</param>
    /// <param name="answer">yes or no.</param>
    /// <param name="decline">The others that are declined by a yes.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task OnPostAsync(
        string? token,
        [FromForm] string? answer,
        [FromForm] string[]? decline,
        [FromForm] string? reason,
        CancellationToken cancel
    )
    {
        if (await links.FindAsync(token ?? "", cancel) is { } asked)
        {
            await AnswerAsync(asked, answer, decline ?? [], reason, cancel);
        }
        await ShowAsync(token, cancel);
    }

    private async Task AnswerAsync(AskedMeeting asked, string? answer, string[] decline, string? reason, CancellationToken cancel)
    {
        try
        {
            if (answer == "yes")
            {
                await confirm.RunAsync(new(asked.Host, asked.Meeting.Id, decline), cancel);
            }
            else if (answer == "no")
            {
                await change.CancelAsync(asked.Host, asked.Meeting.Id, reason, null, cancel);
            }
        }
        catch (OthersAsk others)
        {
            Others = await ViewsAsync(asked.Host, others.Ids, cancel);
        }
        catch (SlotTaken)
        {
            Problem = "answer.taken";
        }
        catch (Exception problem) when (problem is Refused or Invalid)
        {
            Problem = "answer.failed";
        }
    }

    private async Task<IReadOnlyList<MeetingView>> ViewsAsync(AgentCaller host, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var views = new List<MeetingView>();
        foreach (var id in ids)
        {
            if (await meetings.OneAsync(host, id, cancel) is { } view)
            {
                views.Add(view);
            }
        }
        return views;
    }

    private async Task ShowAsync(string? token, CancellationToken cancel)
    {
        Asked = await links.FindAsync(token ?? "", cancel);
        Response.Headers["Referrer-Policy"] = "strict-origin";
        Response.Headers["X-Robots-Tag"] = "noindex";
        Response.Headers.CacheControl = "no-store";
        if (Asked is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
