using System.Text.RegularExpressions;
using MimeKit;
using XBees.Testing.Databases;

namespace XBees.Testing.App;

/// <summary>The mails that an app has put into its folder.</summary>
public sealed partial class Postbox(TestDatabase database)
{
    private string Folder => Path.Combine(database.Folder, "mail");

    public IReadOnlyList<MimeMessage> All =>
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))]
            : [];

    /// <summary>Those to this address, once there are so many; more are a failure.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ToAsync(string address, int count = 1)
    {
        var mails = await Until.Async(
            () => Task.FromResult(All.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address)).ToList()),
            found => found.Count >= count
        );
        return mails.Count == count ? mails : throw new InvalidOperationException($"{mails.Count} mails to {address}, expected {count}.");
    }

    /// <summary>The path that a mail leads to.</summary>
    public static string PathOf(MimeMessage mail, string start) =>
        Link()
            .Matches(mail.TextBody!)
            .Select(link => new Uri(link.Value).AbsolutePath)
            .Single(link => link.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"http\S+")]
    private static partial Regex Link();
}
