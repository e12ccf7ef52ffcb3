using Microsoft.AspNetCore.Identity;
using XBees.Application.Agents;

namespace XBees.Infrastructure.Identity;

/// <summary>Passwords by Identity's hasher (PBKDF2, HMAC-SHA512, 100,000 rounds and a salt each).</summary>
public sealed class Passwords(IPasswordHasher<AgentAccount> hasher) : IPasswords
{
    private const int Shortest = 10;
    private const int Longest = 200;
    private static readonly AgentAccount Nobody = new();

    // Somebody without a password is checked against this, so that the answer takes as long.
    private readonly string nobodysHash = hasher.HashPassword(Nobody, SecretToken.New());

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    public bool Verify(string? hash, string password)
    {
        // A body of a megabyte is not worth a hash.
        var right = hasher.VerifyHashedPassword(Nobody, hash ?? nobodysHash, password.Length > Longest ? "" : password);
        return hash is not null && right != PasswordVerificationResult.Failed;
    }

    public void Check(string? password, string field)
    {
        var problem = password switch
        {
            null or "" => "Choose a password.",
            { Length: < Shortest } => $"Use at least {Shortest} characters.",
            { Length: > Longest } => $"Use at most {Longest} characters.",
            _ when Characters.HasLoneSurrogate(password) => "Holds half of a character; type it again.",
            _ when password.Distinct().Count() < 4 => "Use more different characters.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new Invalid(field, problem);
        }
    }
}
