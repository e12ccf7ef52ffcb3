using XBees.Application.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// AU-5: tries are counted by account and by network address. After five a minute from one address the account answers that address no
/// more; after five from anywhere it answers only addresses it was signed in from before, so that a stranger who keeps trying shuts
/// nobody out.
/// </summary>
public sealed class SignInBrake(Db db, RateCounters counters) : ISignInBrake
{
    private const int FreeTries = 5;

    // Many people share an address; one account has one person.
    private const int FreeTriesOfAddress = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async Task<TimeSpan> EnterAsync(string account, string address, CancellationToken cancel)
    {
        // Counted before the password is looked at: a hundred tries at once are a hundred tries.
        var here = await counters.AddAsync(Here(account, address), Window, cancel);
        var ofAddress = await counters.AddAsync(Address(address), Window, cancel);
        var ofAccount = await counters.AddAsync(Account(account), Window, cancel);
        var isKnown = await IsKnownAsync(account, address, cancel);
        return here.Used > FreeTries ? here.Left
            : ofAddress.Used > FreeTriesOfAddress ? ofAddress.Left
            : ofAccount.Used > FreeTries && !isKnown ? ofAccount.Left
            : TimeSpan.Zero;
    }

    public async Task SucceededAsync(string account, string address, CancellationToken cancel)
    {
        await counters.ForgetAsync(Here(account, address), cancel);
        await counters.ForgetAsync(Account(account), cancel);
    }

    private async Task<bool> IsKnownAsync(string account, string address, CancellationToken cancel) =>
        await db.FirstAsync<long>(
            $"""
            select count(*) from agent_session s join agent a on a.id = s.agent_id where a.email_folded = @account and s.address = @address
            """,
            new { account, address },
            cancel
        ) > 0;

    // Hashed: the table keeps no address of a person who only mistyped.
    private static string Here(string account, string address) => "signin:h:" + SecretToken.Hash(account + "\n" + address);

    private static string Account(string account) => "signin:a:" + SecretToken.Hash(account);

    private static string Address(string address) => "signin:n:" + SecretToken.Hash(address);
}
