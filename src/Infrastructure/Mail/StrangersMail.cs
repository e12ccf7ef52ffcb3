using XBees.Application.Mails;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;

namespace XBees.Infrastructure.Mail;

/// <summary>How much mail an address of somebody outside gets who has acted on none of it (SP-5), counted for all nodes.</summary>
public static class StrangersMail
{
    public const int MostADay = 3;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts one more mail, or says why none goes out.</summary>
    public static async Task<MailHold?> HoldAsync(Unit unit, Unsubscription about) =>
        await GuestBlocks.HoldAsync(unit, about.EmailFolded) ? MailHold.Blocked
        : await Unsubscriptions.HasAsync(unit, about) ? MailHold.Unsubscribed
        : await RateCounters.AddAsync(unit, Bucket(about.EmailFolded), Day) > MostADay ? MailHold.TooMany
        : null;

    /// <summary>The same for mails that no unsubscribing ends: those of a meeting (NO-8).</summary>
    public static async Task<bool> MayAsync(Unit unit, string emailFolded) =>
        !await GuestBlocks.HoldAsync(unit, emailFolded) && await RateCounters.AddAsync(unit, Bucket(emailFolded), Day) <= MostADay;

    public static Task AcknowledgeAsync(Unit unit, string emailFolded) => RateCounters.ForgetAsync(unit, Bucket(emailFolded));

    private static string Bucket(string emailFolded) => "stranger:" + SecretToken.Hash(emailFolded);
}
