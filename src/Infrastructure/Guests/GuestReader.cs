using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Guests as they and agents see them.</summary>
public sealed class GuestReader(
    Db db,
    IConversationReader conversations,
    IMeetingReader meetings,
    IBlockReader blocks,
    GuestSearch search,
    TimeProvider time
) : IGuestReader
{
    private const int Most = 20;

    private readonly MergedReader merges = new(db, time);

    public async Task<GuestSelfView?> SelfAsync(string guestId, CancellationToken cancel)
    {
        var row = await RowAsync(guestId, cancel);
        return row is null
            ? null
            : new()
            {
                Id = row.Id,
                Name = GuestLabel.For(row.Card(), row.Language ?? Languages.English),
                Email = row.Email,
                EmailProven = row.EmailProvenAt is not null,
                Phone = row.Phone,
                Language = row.Language,
            };
    }

    public async Task<GuestProfileView?> ProfileAsync(AgentCaller caller, string guestId, CancellationToken cancel)
    {
        var ids = await MergedGuests.IdsAsync(db, guestId, cancel);
        var shared = await conversations.OfGuestsAsync(caller, ids, Most, cancel);
        if (shared.Count == 0 || await RowAsync(ids[0], cancel) is not { } row)
        {
            return null;
        }
        var asked = new MeetingsAsked(null, null, null, Most, null) { Guests = ids };
        return row.ToView(caller, shared) with
        {
            Blocked = await blocks.OfGuestAsync(caller, row.Id, cancel),
            ConsentAt = await merges.ConsentAsync(ids, cancel),
            Merged = await merges.OfAsync(row.Id, caller.Language, cancel),
            Meetings =
            [
                .. (await meetings.ListAsync(caller, asked, cancel)).Select(meeting => new GuestMeetingView(
                    meeting.Id,
                    meeting.ConversationId,
                    meeting.Subject,
                    meeting.Start,
                    meeting.State
                )),
            ],
        };
    }

    public Task<IReadOnlyList<GuestSummaryView>> FindAsync(AgentCaller caller, string typed, int limit, CancellationToken cancel) =>
        search.FindAsync(caller, typed, limit, cancel);

    public async Task<IReadOnlyList<GuestSummaryView>> SummariesAsync(
        AgentCaller caller,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        var found = await search.RowsAsync(ids, cancel);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id].ToView(caller.Language))];
    }

    public async Task<int> ConversationsAsync(AgentCaller caller, IReadOnlyList<string> guests, CancellationToken cancel) =>
        (int)
            await db.FirstAsync<long>(
                $"""
                select count(*)
                from conversation c
                {Visibility.Join}
                where exists (
                    select 1 from member gm where gm.conversation_id = c.id and {Dialect.In("gm.person_id", "@guests")}
                ) and {Visibility.Whole(caller)}
                """,
                new { me = caller.PersonId, guests = guests.ToArray() },
                cancel
            );

    private Task<Row?> RowAsync(string guestId, CancellationToken cancel) =>
        db.FirstAsync<Row>(
            $"""
            select id, version, number, name, email, email_proven_at, phone, company, language, time_zone, created_at, erased_at, external_id
            from guest
            where id = @guestId
            """,
            new { guestId },
            cancel
        );

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public long Number { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long? EmailProvenAt { get; init; }
        public string? Phone { get; init; }
        public string? Company { get; init; }
        public string? Language { get; init; }
        public string? TimeZone { get; init; }
        public long CreatedAt { get; init; }
        public long? ErasedAt { get; init; }
        public string? ExternalId { get; init; }

        public GuestCard Card() => new(Id, Name, Email, Number, ErasedAt is not null);

        public GuestProfileView ToView(AgentCaller caller, IReadOnlyList<ConversationView> shared) =>
            new()
            {
                Id = Id,
                Version = Version,
                Name = GuestLabel.For(Card(), caller.Language),
                GivenName = Name,
                Avatar = Avatar.Of(Card(), caller.Language),
                Email = Email,
                EmailProven = EmailProvenAt is not null,
                Vouched = ExternalId is not null,
                EmailLooksMixed = EmailAddress.TryRead(Email, out var address, out _) && address!.LooksMixed,
                Phone = Phone,
                Company = Company,
                Language = Language,
                TimeZone = TimeZone,
                Page = shared[0].Page,
                Referrer = shared[0].Referrer,
                CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
                Conversations = shared,
                Merged = [],
                Meetings = [],
            };
    }
}
