using System.Globalization;
using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// Mails guests what they have not read (NO-2), whatever was restarted meanwhile, once on all nodes. An answer sets it; reading does not
/// touch it: it finds then that nothing is unread.
/// </summary>
public sealed class UnreadMailTimer(Units units, IConversationStore conversations, MailWriter writer) : ITimerHandler
{
    private const string Name = "unread-mail";
    private const int MostAnswers = 100;
    private const int AnswersShown = 5;
    private const int LettersShown = 1_000;

    public string Kind => Name;

    /// <summary>In the unit of the answer, without a round trip of its own. The first unread one counts: a later one does not move it.</summary>
    internal static void Begin(Unit unit, string id) =>
        unit.Later(
            $"""
            insert into timer (unique_key, kind, conversation_id, payload, due_at, claim_beat)
            select @key, @kind, c.id, @payload, @due, @none
            from conversation c
            where c.id = @id and c.guests_now > @none and not exists (select 1 from timer t where t.unique_key = @key)
            """,
            new
            {
                id,
                key = Key(id),
                kind = Name,
                payload = "{}",
                due = (unit.Now + UnreadMail.Away).ToUnixTimeMilliseconds(),
                none = 0L,
            }
        );

    /// <summary>
    /// An answer has other words now, or none: a mail that tells of it and has not left yet is taken back, and written anew at once. What was
    /// mailed before it is known again as it was.
    /// </summary>
    internal static async Task WriteAnewAsync(Unit unit, string id, long guestSeq)
    {
        var mailed = await unit.ListAsync<string>(
            $"""
            select m.id
            from member m
            join guest_mail k on k.member_id = m.id
            where m.conversation_id = @id and k.guest_seq >= @guestSeq
            """,
            new { id, guestSeq }
        );
        if (mailed.Count == 0)
        {
            return;
        }
        // Also what is on its way at this moment: should it fail, it would be tried again with the words of before.
        var waiting = await unit.ListAsync<WaitingRow>(
            $"""
            select d.id, d.payload
            from delivery d
            where {Dialect.In("d.lane", "@lanes")} and d.kind = @kind and d.done_at is null
            order by d.id desc
            """,
            new { lanes = mailed.Select(Lane).ToArray(), kind = OutgoingMail.Kind }
        );
        foreach (var (delivery, unread) in waiting.Select(row => (row.Id, row.Unread)))
        {
            if (unread is not null && unread.GuestSeq >= guestSeq)
            {
                await unit.ExecuteAsync($"delete from delivery where id = @delivery", new { delivery });
                await NoteAsync(unit, unread.MemberId, unread.Before);
                await Timers.SetAsync(unit, Key(id), Name, id, "", unit.Now);
            }
        }
    }

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var conversation = await conversations.LoadLockedAsync(unit, timer.ConversationId!);
                if (!await timer.TakeAsync(unit) || conversation is null || conversation.SpamSince is not null)
                {
                    return false;
                }
                var again = await MailAsync(Unit.Of(unit), conversation);
                if (again is { } due)
                {
                    await Timers.SetAsync(Unit.Of(unit), Key(conversation.Id), Name, conversation.Id, "", due);
                }
                return true;
            },
            cancel
        );

    private async Task<Instant?> MailAsync(Unit unit, Conversation conversation)
    {
        var answers = await AnswersAsync(unit, conversation.Id);
        var times = answers.Select(answer => new Answer(answer.GuestSeq, Instant.FromUnixTimeMilliseconds(answer.CreatedAt))).ToList();
        Instant? again = null;
        foreach (var guest in await GuestsAsync(unit, conversation.Id))
        {
            var decided = UnreadMail.For(times, guest.Facts(), unit.Now);
            if (decided.Now.Count > 0)
            {
                decided = decided with { Again = await MailAsync(unit, conversation, guest, answers, decided.Now) };
            }
            if (decided.Again is { } due && (again is null || due < again))
            {
                again = due;
            }
        }
        return again;
    }

    /// <returns>When to try again, where no mail may go out now.</returns>
    private async Task<Instant?> MailAsync(
        Unit unit,
        Conversation conversation,
        GuestRow guest,
        IReadOnlyList<AnswerRow> answers,
        IReadOnlyList<Answer> unread
    )
    {
        var about = new Application.Mails.Unsubscription(conversation.Id, guest.EmailFolded);
        var proven = guest.EmailProvenAt is not null;
        // SP-5: an address that nobody has proven may be a stranger's.
        var hold =
            !proven ? await StrangersMail.HoldAsync(unit, about)
            : await Unsubscriptions.HasAsync(unit, about) ? MailHold.Unsubscribed
            : (MailHold?)null;
        if (hold is not null)
        {
            return hold == MailHold.TooMany ? unit.Now + UnreadMail.Between : null;
        }
        var language = Languages.Of(guest.Language);
        var organisation = await Settings.GetAsync(unit, Settings.OrganisationName) ?? "XBees";
        var title = Title.For(TitleFacts.Of(conversation), Viewer.Guest(guest.PersonId, language));
        var token = SecretToken.New();
        GuestLinks.Add(unit, SecretToken.Hash(token), guest.Id, guest.EmailFolded);
        var newest = unread[^1].GuestSeq;
        var mail = await writer.WriteAsync(
            unit,
            MailKinds.UnreadAnswers,
            new(guest.Email, guest.Name, language, about),
            "/r/",
            token,
            (MailPlaces.Title, MailName.Of(title.Text, organisation)),
            (MailPlaces.Count, unread.Count.ToString(CultureInfo.InvariantCulture)),
            // SP-5: strangers get fixed words alone.
            (
                MailPlaces.Text,
                proven
                    ? Words(
                        answers.Where(answer =>
                            answer.GuestSeq >= unread[0].GuestSeq && unread.Any(one => one.GuestSeq == answer.GuestSeq)
                        ),
                        language
                    )
                    : ""
            )
        );
        await Deliveries.EnqueueAsync(
            unit,
            OutgoingMail.Kind,
            string.Create(CultureInfo.InvariantCulture, $"unread {guest.Id} {newest}"),
            Lane(guest.Id),
            mail with
            {
                Unread = new(guest.Id, newest, guest.Mailed()),
            }
        );
        await NoteAsync(unit, guest.Id, new(newest, unit.NowMs));
        return null;
    }

    private static string Words(IEnumerable<AnswerRow> answers, string language)
    {
        var all = answers.ToList();
        var shown = all.Take(AnswersShown)
            .Select(answer =>
                $"{DisplayName.Isolate(answer.Author().NameFor(PersonKind.Guest, language))}:\n{DisplayName.Cut(answer.Said(), LettersShown)}"
            );
        return string.Join("\n\n", all.Count > AnswersShown ? shown.Append("…") : shown);
    }

    private static async Task NoteAsync(Unit unit, string memberId, MailedAnswers? mailed)
    {
        if (mailed is null)
        {
            await unit.ExecuteAsync($"delete from guest_mail where member_id = @memberId", new { memberId });
            return;
        }
        var args = new
        {
            memberId,
            guestSeq = mailed.GuestSeq,
            sentAt = mailed.SentAt,
        };
        if (
            await unit.ExecuteAsync($"update guest_mail set guest_seq = @guestSeq, sent_at = @sentAt where member_id = @memberId", args)
            == 0
        )
        {
            await unit.ExecuteAsync($"insert into guest_mail (member_id, guest_seq, sent_at) values (@memberId, @guestSeq, @sentAt)", args);
        }
    }

    private static async Task<IReadOnlyList<AnswerRow>> AnswersAsync(Unit unit, string id) =>
        [
            .. (
                await unit.ListAsync<AnswerRow>(
                    $"""
                    select m.guest_seq, m.text, m.files, m.created_at, m.author_name, m.author_guest_name
                    from message m
                    where m.conversation_id = @id and m.kind = @text and m.author_kind = @agent and m.for_agents_only = @no
                        and m.deleted_at is null
                    order by m.seq desc
                    {Dialect.Limit}
                    """,
                    new
                    {
                        id,
                        text = MessageKind.Text.Word(),
                        agent = PersonKind.Agent.Word(),
                        no = false,
                        limit = MostAnswers,
                    }
                )
            ).Reverse(),
        ];

    /// <summary>Those who left an address and were here; who was invited and has not come has another mail.</summary>
    private static Task<IReadOnlyList<GuestRow>> GuestsAsync(Unit unit, string id) =>
        unit.ListAsync<GuestRow>(
            $"""
            select m.id, m.person_id, m.read_guest_seq, m.muted_until, g.name, g.email, g.email_folded, g.email_proven_at, g.language,
                k.guest_seq as mailed_guest_seq, k.sent_at as mailed_at
            from member m
            join guest g on g.id = m.person_id
            left join guest_mail k on k.member_id = m.id
            where m.conversation_id = @id and m.left_at is null and g.email is not null and g.erased_at is null
                and exists (select 1 from guest_session s where s.guest_id = g.id) and not ({GuestBlocks.On($"g.id", $"g.email_folded")})
            """,
            new { id }
        );

    private static string Key(string id) => $"{Name}:{id}";

    private static string Lane(string memberId) => $"mail {memberId}";

    private sealed class WaitingRow
    {
        public string Id { get; init; } = "";
        public string Payload { get; init; } = "";

        public UnreadAnswers? Unread => JsonSerializer.Deserialize<OutgoingMail>(Payload, JsonSerializerOptions.Web)!.Unread;
    }

    private sealed class AnswerRow
    {
        public long GuestSeq { get; init; }
        public string Text { get; init; } = "";
        public long CreatedAt { get; init; }
        public string? AuthorName { get; init; }
        public string? AuthorGuestName { get; init; }
        public string? Files { get; init; }

        /// <summary>The words, and what is attached to them, by its name.</summary>
        public string Said() =>
            string.Join('\n', FilesJson.Read(Files).Select(file => $"📎 {DisplayName.Isolate(file.Name)}").Prepend(Text)).TrimStart('\n');

        public Person Author() => new(PersonKind.Agent, null, AuthorName, AuthorGuestName);
    }

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";
        public string PersonId { get; init; } = "";
        public long ReadGuestSeq { get; init; }
        public long? MutedUntil { get; init; }
        public string? Name { get; init; }
        public string Email { get; init; } = "";
        public string EmailFolded { get; init; } = "";
        public long? EmailProvenAt { get; init; }
        public string? Language { get; init; }
        public long? MailedGuestSeq { get; init; }
        public long? MailedAt { get; init; }

        public MailedAnswers? Mailed() => MailedGuestSeq is { } seq && MailedAt is { } at ? new(seq, at) : null;

        public UnreadMailFacts Facts() =>
            new()
            {
                ReadGuestSeq = ReadGuestSeq,
                MutedUntil = Times.Instant(MutedUntil),
                MailedGuestSeq = MailedGuestSeq,
                MailedAt = Times.Instant(MailedAt),
            };
    }
}
