using XBees.Domain.Calendars;

namespace XBees.Application.Meetings;

/// <summary>
/// What the host answered in their own calendar (CA-4): yes confirms, no cancels with mails, maybe leaves it as it is. A yes that would
/// decline others is none yet: a calendar does not say so, the week and the mail do (ME-3).
/// </summary>
public sealed class HostAnswers(IAnswerLinks hosts, ConfirmMeeting confirm, ChangeMeeting change)
{
    public async Task RunAsync(string meetingId, OwnAnswer answer, CancellationToken cancel)
    {
        if (
            answer is not (OwnAnswer.Accepted or OwnAnswer.Declined)
            || await hosts.OfMeetingAsync(meetingId, cancel) is not { Meeting.State: "unconfirmed" } asked
        )
        {
            return;
        }
        try
        {
            if (answer == OwnAnswer.Accepted)
            {
                await confirm.RunAsync(new(asked.Host, meetingId, []), cancel);
            }
            else
            {
                await change.CancelAsync(asked.Host, meetingId, null, null, cancel);
            }
        }
        catch (Exception unanswerable) when (unanswerable is OthersAsk or SlotTaken or Refused)
        {
            // It stays as it is, or was changed meanwhile.
        }
    }
}
