using XBees.Application.Guests;
using XBees.Domain.Guests;
using XBees.Domain.Mails;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Guests;

/// <summary>Codes that prove an address. Six digits are soon guessed from a hash, so what is kept needs the master key as well.</summary>
public sealed class CodeStore(MasterKey master, MailWriter mails) : ICodeStore
{
    private const string Purpose = "address-code";

    public async Task<IReadOnlyList<Instant>> SentSinceAsync(IUnit unit, string folded, Instant since)
    {
        var session = Unit.Of(unit);
        var hash = SecretToken.Hash(folded);
        await session.ExecuteAsync($"{Dialect.LockGuest}", new { id = hash });
        var times = await session.ListAsync<long>(
            $"select created_at from address_code where email_hash = @hash and created_at > @since order by created_at",
            new { hash, since = since.ToUnixTimeMilliseconds() }
        );
        return [.. times.Select(Instant.FromUnixTimeMilliseconds)];
    }

    public async Task SendAsync(IUnit unit, GuestCaller caller, EmailAddress address, string code, bool mailed)
    {
        var session = Unit.Of(unit);
        var id = unit.NewId(Ids.AddressCode);
        // The newest alone works.
        await session.ExecuteAsync(
            $"update address_code set used_at = @now where session_id = @sessionId and used_at is null",
            new { sessionId = caller.SessionId, now = session.NowMs }
        );
        await session.ExecuteAsync(
            $"""
            insert into address_code (id, session_id, email, email_hash, proof, tries, created_at)
            values (@id, @sessionId, @email, @hash, @proof, @none, @now)
            """,
            new
            {
                id,
                sessionId = caller.SessionId,
                email = address.Typed,
                hash = SecretToken.Hash(address.Folded),
                proof = Proof(id, code),
                none = 0L,
                now = session.NowMs,
            }
        );
        if (!mailed)
        {
            return;
        }
        var mail = await mails.WriteAsync(
            session,
            MailKinds.GuestCode,
            new(address.Typed, null, caller.Language),
            path: null,
            secret: code
        );
        await Deliveries.EnqueueAsync(session, OutgoingMail.Kind, $"code {id}", $"mail {SecretToken.Hash(address.Folded)}", mail);
    }

    public async Task<SentCode?> NewestAsync(IUnit unit, string sessionId)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<Row>(
                $"""
                select id, email, tries, created_at
                from address_code
                where session_id = @sessionId and used_at is null
                """,
                new { sessionId }
            );
        return row is null ? null : new(row.Id, row.Email, Instant.FromUnixTimeMilliseconds(row.CreatedAt), (int)row.Tries);
    }

    public async Task<bool> TryAsync(IUnit unit, SentCode sent, string code)
    {
        // Counted where it was read: of many tries at once no more than five are looked at.
        var counted = await Unit.Of(unit)
            .ExecuteAsync(
                $"update address_code set tries = tries + 1 where id = @id and tries = @tries and used_at is null",
                new { id = sent.Id, tries = (long)sent.Tries }
            );
        return counted == 1
            && await Unit.Of(unit).FirstAsync<string>($"select proof from address_code where id = @id", new { id = sent.Id }) is { } proof
            && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(proof),
                System.Text.Encoding.UTF8.GetBytes(Proof(sent.Id, code.Trim()))
            );
    }

    public Task UseAsync(IUnit unit, SentCode sent) =>
        Unit.Of(unit)
            .ExecuteAsync($"update address_code set used_at = @now where id = @id", new { id = sent.Id, now = Unit.Of(unit).NowMs });

    public Task<IReadOnlyList<string>> ConversationsAsync(IUnit unit, string guestId) =>
        Unit.Of(unit).ListAsync<string>($"select conversation_id from member where person_id = @guestId order by id", new { guestId });

    public async Task<bool> MoveAsync(IUnit unit, string conversationId, string from, string to)
    {
        var session = Unit.Of(unit);
        var people = new
        {
            id = conversationId,
            from,
            to,
        };
        await session.ExecuteAsync($"update message set author_id = @to where conversation_id = @id and author_id = @from", people);
        await ReactionStore.MoveAsync(session, conversationId, from, to);
        if (await session.FirstAsync<string>($"select id from member where conversation_id = @id and person_id = @to", people) is not null)
        {
            return false;
        }
        await session.ExecuteAsync($"update member set person_id = @to where conversation_id = @id and person_id = @from", people);
        await session.ExecuteAsync($"update conversation set created_by = @to where id = @id and created_by = @from", people);
        await session.ExecuteAsync($"update conversation set version = version + 1 where id = @id", new { id = conversationId });
        unit.Log(new("members.changed", conversationId, null, [from, to]));
        return true;
    }

    public Task MoveSessionsAsync(IUnit unit, string from, string to) =>
        Unit.Of(unit).ExecuteAsync($"update guest_session set guest_id = @to where guest_id = @from", new { from, to });

    private string Proof(string id, string code) => Convert.ToHexStringLower(master.Sign(Purpose, $"{id}\n{code}"));

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Email { get; init; } = "";
        public long Tries { get; init; }
        public long CreatedAt { get; init; }
    }
}
