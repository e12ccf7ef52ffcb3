using Microsoft.AspNetCore.Identity;
using XBees.Application.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Identity;

/// <summary>ASP.NET Core Identity over our own tables. Its writes are units of their own; changes that belong together do not go through it.</summary>
public sealed class AgentAccountStore(Units units, IAgentStore agents)
    : IUserPasswordStore<AgentAccount>,
        IUserEmailStore<AgentAccount>,
        IUserSecurityStampStore<AgentAccount>
{
    public Task<IdentityResult> CreateAsync(AgentAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Agents are made by invitation and at the first start.");

    public Task<IdentityResult> DeleteAsync(AgentAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Agents are deactivated; their name stays on what they wrote.");

    public async Task<IdentityResult> UpdateAsync(AgentAccount user, CancellationToken cancellationToken) =>
        await units.RunAsync(unit => agents.SaveAsync(unit, user), cancellationToken)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());

    public Task<AgentAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        units.RunAsync(unit => agents.FindAsync(unit, userId), cancellationToken);

    public Task<AgentAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<AgentAccount?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        units.RunAsync(unit => agents.FindByEmailAsync(unit, normalizedEmail), cancellationToken);

    public Task<string> GetUserIdAsync(AgentAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(AgentAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(AgentAccount user, string? userName, CancellationToken cancellationToken) =>
        SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.EmailFolded);

    public Task SetNormalizedUserNameAsync(AgentAccount user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public Task SetPasswordHashAsync(AgentAccount user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(AgentAccount user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(AgentAccount user, string? email, CancellationToken cancellationToken)
    {
        user.Email = email ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetEmailAsync(AgentAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    // An agent got the invitation at this address; there is no account without it.
    public Task<bool> GetEmailConfirmedAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailConfirmedAsync(AgentAccount user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.EmailFolded);

    public Task SetNormalizedEmailAsync(AgentAccount user, string? normalizedEmail, CancellationToken cancellationToken)
    {
        user.EmailFolded = normalizedEmail ?? "";
        return Task.CompletedTask;
    }

    public Task SetSecurityStampAsync(AgentAccount user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose() { }
}

/// <summary>GU-13: the one normal form of an address is ours.</summary>
public sealed class EmailNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    public string? NormalizeEmail(string? email) => email is null ? null : Domain.Guests.EmailAddress.Fold(email) ?? email;
}
