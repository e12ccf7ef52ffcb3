using XBees.Domain.Guests;

namespace XBees.Application.Agents;

/// <summary>Tries to sign in, counted in the database for all nodes (AU-5).</summary>
public interface ISignInBrake
{
    /// <summary>Counts a try, and tells how long to wait before the next one is looked at; zero: go on.</summary>
    Task<TimeSpan> EnterAsync(string account, string address, CancellationToken cancel);

    Task SucceededAsync(string account, string address, CancellationToken cancel);
}

/// <summary>What came of trying to sign in.</summary>
public sealed record SignInResult(AgentAccount? Agent, TimeSpan Wait)
{
    public bool MustWait => Wait > TimeSpan.Zero;
}

/// <summary>E-mail and password (AU-1). An unknown address takes the same statements and the same hash as a known one.</summary>
public sealed class SignIn(IUnitOfWork work, IAgentStore agents, IPasswords passwords, ISignInBrake brake)
{
    public async Task<SignInResult> RunAsync(string? email, string? password, string address, CancellationToken cancel)
    {
        var folded = EmailAddress.Fold(email) ?? (email ?? "").Trim().ToLowerInvariant();
        var account = folded[..Math.Min(folded.Length, Limits.Email)];
        var wait = await brake.EnterAsync(account, address, cancel);
        if (wait > TimeSpan.Zero)
        {
            return new(null, wait);
        }
        var agent = await work.RunAsync(unit => agents.FindByEmailAsync(unit, account), cancel);
        var right = passwords.Verify(agent?.PasswordHash, password ?? "");
        if (!right || agent is not { IsActive: true })
        {
            return new(null, TimeSpan.Zero);
        }
        await brake.SucceededAsync(account, address, cancel);
        return new(agent, TimeSpan.Zero);
    }
}
