using System.Globalization;
using System.Security.Cryptography;
using XBees.Application.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Widgets;

namespace XBees.Application.Guests;

/// <summary>A code that was sent and is not used yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">The address it proves.</param>
/// <param name="SentAt">When.</param>
/// <param name="Tries">How many were wrong.</param>
public sealed record SentCode(string Id, string Email, Instant SentAt, int Tries);

/// <summary>Codes as they are stored and mailed.</summary>
public interface ICodeStore
{
    /// <summary>When codes were sent to an address since then, oldest first; under a lock of the address.</summary>
    Task<IReadOnlyList<Instant>> SentSinceAsync(IUnit unit, string folded, Instant since);

    /// <summary>Keeps what proves it, and writes the mail where one is to go out.</summary>
    Task SendAsync(IUnit unit, GuestCaller caller, EmailAddress address, string code, bool mailed);

    /// <summary>The newest of a session.</summary>
    Task<SentCode?> NewestAsync(IUnit unit, string sessionId);

    /// <summary>Counts a try and says whether it was right.</summary>
    Task<bool> TryAsync(IUnit unit, SentCode sent, string code);

    Task UseAsync(IUnit unit, SentCode sent);

    /// <summary>Conversations that this guest was ever in.</summary>
    Task<IReadOnlyList<string>> ConversationsAsync(IUnit unit, string guestId);

    /// <summary>What one guest wrote in a conversation is the other's from now on, and their place too: false where the other has or had one there.</summary>
    Task<bool> MoveAsync(IUnit unit, string conversationId, string from, string to);

    /// <summary>The sessions of one guest are the other's.</summary>
    Task MoveSessionsAsync(IUnit unit, string from, string to);
}

/// <summary>
/// The e-mailed code that proves an address (GU-3, GU-8). Who proves the address that a guest of the same way in has proven before is that
/// guest (GU-10), and what both wrote is theirs.
/// </summary>
public sealed class ProveAddress(
    IUnitOfWork work,
    ICodeStore codes,
    IGuestStore guests,
    IConversationStore conversations,
    Gate gate,
    IBlockStore blocks
)
{
    private const int PerHour = 3;
    private const int Tries = 5;
    private static readonly Duration Valid = Duration.FromMinutes(10);

    /// <returns>How long to wait where there were too many, else zero. It is the same whoever has the address, and where nobody has.</returns>
    public Task<Duration> SendAsync(GuestCaller caller, string? email, CancellationToken cancel)
    {
        var address = EmailAddress.Read(email, "email");
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return work.RunAsync(
            async unit =>
            {
                var hour = Duration.FromHours(1);
                var sent = await codes.SentSinceAsync(unit, address.Folded, unit.Now - hour);
                if (sent.Count >= PerHour)
                {
                    return sent[^PerHour] + hour - unit.Now;
                }
                // Who is shut out gets no mail, and nobody learns by asking that they are (SP-2).
                await codes.SendAsync(unit, caller, address, code, mailed: !await blocks.IsShutOutAsync(unit, null, address.Folded, null));
                return Duration.Zero;
            },
            cancel
        );
    }

    /// <summary>Proves the address, or refuses: wrong, older than 10 minutes, or tried too often are one answer.</summary>
    /// <returns>The guest that the session is now.</returns>
    public async Task<string> VerifyAsync(GuestCaller caller, string? code, CancellationToken cancel)
    {
        // What was tried is counted also where it was wrong: this unit is not rolled back.
        var right = await work.RunAsync(unit => TryAsync(unit, caller, code ?? ""), cancel);
        if (right is null)
        {
            throw new Invalid("code", "This code is not right, or it is older than ten minutes. Ask for a new one after five tries.");
        }
        var known = await work.RunAsync(
            async unit =>
            {
                var found = await KnownAsync(unit, caller, right);
                await gate.RefuseAsync(unit, found, EmailAddress.Fold(right.Email), null);
                return found;
            },
            cancel
        );
        if (known is not null)
        {
            // One at a time, and the code is used after them: broken off in between, the same code goes on.
            foreach (var id in await work.RunAsync(unit => codes.ConversationsAsync(unit, caller.PersonId), cancel))
            {
                await work.RunAsync(unit => MoveAsync(unit, caller, id, known), cancel);
            }
        }
        return await work.RunAsync(unit => FinishAsync(unit, caller, right, known), cancel);
    }

    private async Task<SentCode?> TryAsync(IUnit unit, GuestCaller caller, string code) =>
        await codes.NewestAsync(unit, caller.SessionId) is { } sent
        && sent.SentAt + Valid > unit.Now
        && sent.Tries < Tries
        && await codes.TryAsync(unit, sent, code)
            ? sent
            : null;

    /// <summary>Who is in it twice leaves once; and who was removed from it is not in it by another name (IN-9).</summary>
    private async Task<bool> MoveAsync(IUnit unit, GuestCaller caller, string id, string known)
    {
        if (await conversations.LoadLockedAsync(unit, id) is not { } before || await codes.MoveAsync(unit, id, caller.PersonId, known))
        {
            return true;
        }
        if (before.MemberOf(caller.Person) is not null)
        {
            await conversations.SaveAsync(unit, before, before.Leave(caller.Person, unit.NewId, unit.Now));
        }
        return false;
    }

    /// <summary>Somebody else who is this one; a website's two users of one address stay two.</summary>
    private async Task<string?> KnownAsync(IUnit unit, GuestCaller caller, SentCode sent)
    {
        var door = new Door(caller.WidgetId, caller.LinkAgentId, new WidgetSettings());
        var known = await guests.FindByProvenAsync(unit, door, EmailAddress.Read(sent.Email).Folded);
        return known is null || known == caller.PersonId || (await guests.IdentityAsync(unit, caller.PersonId)).ExternalId is not null
            ? null
            : known;
    }

    private async Task<string> FinishAsync(IUnit unit, GuestCaller caller, SentCode sent, string? known)
    {
        await gate.RefuseAsync(unit, known ?? caller.PersonId, EmailAddress.Fold(sent.Email), null);
        await codes.UseAsync(unit, sent);
        if (known is not null)
        {
            await codes.MoveSessionsAsync(unit, caller.PersonId, known);
        }
        var guest = known ?? caller.PersonId;
        await guests.UpdateAsync(unit, guest, new(null, sent.Email, null, null, null));
        await guests.SaveProvenAsync(unit, guest);
        return guest;
    }
}
