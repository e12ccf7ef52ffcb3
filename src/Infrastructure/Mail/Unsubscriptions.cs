using System.Buffers.Text;
using System.Security.Cryptography;
using XBees.Application.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Mail;

/// <summary>
/// Who wants no mails of a conversation (NO-8). The link in a mail names conversation and address, sealed: it needs no row of its own,
/// tells nothing to whoever sees it, and nobody can make one for another address.
/// </summary>
public sealed class Unsubscriptions(Db db, MasterKey master, PublicAddress address) : IUnsubscriptions
{
    private const string Purpose = "unsubscribe";
    private const int LongestToken = 1_000;

    internal string LinkFor(string conversationId, string emailFolded)
    {
        var bytes = Convert.FromBase64String(master.Seal(Purpose, $"{conversationId} {emailFolded}"));
        return address.Of("/unsubscribe/" + Base64Url.EncodeToString(bytes));
    }

    public Unsubscription? Read(string token)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }
        try
        {
            var opened = master.Open(Purpose, Convert.ToBase64String(Base64Url.DecodeFromChars(token)));
            var at = opened.IndexOf(' ', StringComparison.Ordinal);
            return new(opened[..at], opened[(at + 1)..]);
        }
        catch (CryptographicException)
        {
            // Changed on the way, or sealed by nobody here: there is no such link.
            return null;
        }
    }

    public Task<bool> HasAsync(Unsubscription who, CancellationToken cancel) => HasAsync(db, who, cancel);

    internal static async Task<bool> HasAsync(SqlSession session, Unsubscription who, CancellationToken cancel = default) =>
        await session.FirstAsync<string>(
            $"select conversation_id from unsubscription where conversation_id = @id and address_hash = @hash",
            new { id = who.ConversationId, hash = Hash(who) },
            cancel
        )
            is not null;

    public async Task SaveAsync(IUnit unit, Unsubscription who, bool on)
    {
        var session = Unit.Of(unit);
        var args = new
        {
            id = who.ConversationId,
            hash = Hash(who),
            now = session.NowMs,
        };
        if (!on)
        {
            await session.ExecuteAsync($"delete from unsubscription where conversation_id = @id and address_hash = @hash", args);
        }
        else if (!await HasAsync(session, who))
        {
            await session.ExecuteAsync(
                $"insert into unsubscription (conversation_id, address_hash, created_at) values (@id, @hash, @now)",
                args
            );
        }
    }

    private static string Hash(Unsubscription who) => SecretToken.Hash(who.EmailFolded);
}
