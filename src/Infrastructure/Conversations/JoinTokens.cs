using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XBees.Application.Conversations;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Conversations;

/// <summary>The letters of the conversation's id, and 256 bits that only the master key makes.</summary>
public sealed class JoinTokens(MasterKey master) : IJoinTokens
{
    private const string Purpose = "join";
    private const string Prefix = Ids.Conversation + "_";
    private const int IdLetters = 26;
    private const int ProofLetters = 43;

    public string TokenOf(string conversationId, long number) => conversationId[Prefix.Length..] + Proof(conversationId, number);

    public string? ConversationOf(string token) =>
        token.Length == IdLetters + ProofLetters && token.AsSpan(0, IdLetters).IndexOfAnyExceptInRange('0', 'z') < 0
            ? Prefix + token[..IdLetters]
            : null;

    public bool IsRight(string token, string conversationId, long number) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenOf(conversationId, number)));

    private string Proof(string conversationId, long number) =>
        Base64Url.EncodeToString(master.Sign(Purpose, string.Create(CultureInfo.InvariantCulture, $"{conversationId}\n{number}")));
}
