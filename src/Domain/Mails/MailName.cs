using System.Text.RegularExpressions;

namespace XBees.Domain.Mails;

/// <summary>A name as a mail to somebody outside may hold it: 80 characters, and nothing that a mail program makes a link of (SP-5).</summary>
public static partial class MailName
{
    public const int Longest = 80;

    /// <param name="name">As somebody named themselves or something.</param>
    /// <param name="otherwise">What stands for a name that is a link.</param>
    public static string Of(string name, string otherwise) => DisplayName.Isolate(Bare(name, otherwise));

    /// <summary>The same for what is no running text, such as a calendar.</summary>
    public static string Bare(string name, string otherwise) =>
        IsLink(name) ? otherwise : DisplayName.Cut(DisplayName.Clean(name) ?? otherwise, Longest);

    public static bool IsLink(string text) => LinkLike().IsMatch(text.Normalize(System.Text.NormalizationForm.FormKC));

    // An address of any kind, or letters, a dot and two letters more: what programs take for a host.
    [GeneratedRegex(@"://|@|www\.|[\p{L}\p{N}]\.\p{L}\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkLike();
}
