using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm.Practice;

// Its users, and what is logged on a contact.
public sealed partial class PracticeCrm
{
    /// <summary>Whose everything is that none of its users has done.</summary>
    private const string Account = "XBees";

    public Task<string?> UserAsync(CrmAccess access, CrmAuthor author, CancellationToken cancel) =>
        db.FirstAsync<string>(
            $"select email_folded from practice_crm_user where email_folded = @folded",
            new { folded = EmailAddress.Fold(author.Email) },
            cancel
        );

    public Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel) =>
        WriteAsync(
            recordId,
            async session =>
            {
                var args = new
                {
                    id = activity.Id,
                    recordId,
                    kind = CrmActivity.Word(activity.Kind),
                    text = activity.Signed,
                    dueAt = activity.Due?.ToUnixTimeMilliseconds(),
                    author = activity.UserId is null ? Account : activity.Author,
                    at = activity.At.ToUnixTimeMilliseconds(),
                };
                if (await session.FirstAsync<string>($"select id from practice_crm_activity where id = @id", args) is null)
                {
                    await session.ExecuteAsync(
                        $"""
                        insert into practice_crm_activity (id, contact_id, kind, text, due_at, author, created_at)
                        values (@id, @recordId, @kind, @text, @dueAt, @author, @at)
                        """,
                        args
                    );
                }
            },
            cancel
        );

    public Task LogAsync(CrmAccess access, string recordId, CrmMeeting meeting, CancellationToken cancel) =>
        WriteAsync(
            recordId,
            async session =>
            {
                var args = new
                {
                    id = meeting.Id,
                    recordId,
                    title = meeting.Title,
                    text = meeting.Signed,
                    place = meeting.Place,
                    startsAt = meeting.Start.ToUnixTimeMilliseconds(),
                    endsAt = meeting.End.ToUnixTimeMilliseconds(),
                    state = meeting.State.ToString().ToLowerInvariant(),
                    author = meeting.UserId is null ? Account : meeting.Author,
                };
                var known = await session.ExecuteAsync(
                    $"""
                    update practice_crm_meeting
                    set title = @title, text = @text, place = @place, starts_at = @startsAt, ends_at = @endsAt, state = @state, author = @author
                    where id = @id
                    """,
                    args
                );
                if (known == 0)
                {
                    await session.ExecuteAsync(
                        $"""
                        insert into practice_crm_meeting (id, contact_id, title, text, place, starts_at, ends_at, state, author)
                        values (@id, @recordId, @title, @text, @place, @startsAt, @endsAt, @state, @author)
                        """,
                        args
                    );
                }
            },
            cancel
        );

    private async Task WriteAsync(string recordId, Func<Unit, Task> write, CancellationToken cancel)
    {
        var isThere = await units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                if (await session.FirstAsync<string>($"select id from practice_crm_contact where id = @recordId", new { recordId }) is null)
                {
                    return false;
                }
                await write(session);
                return true;
            },
            cancel
        );
        if (!isThere)
        {
            throw new CrmInvalid(new Dictionary<string, string> { [""] = "The contact is deleted." });
        }
    }
}
