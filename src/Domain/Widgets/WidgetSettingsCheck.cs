using System.Text.RegularExpressions;
using XBees.Domain.Conversations;

namespace XBees.Domain.Widgets;

/// <summary>Goes through an owner's settings once and gathers what is wrong, by the names that the API uses.</summary>
internal sealed partial class WidgetSettingsCheck(WidgetSettings typed)
{
    private const int LargestOffset = 500;

    private readonly FieldErrors errors = new();

    public WidgetSettings Run()
    {
        var read = typed with
        {
            Color = ReadColor(),
            Label = Text("label", typed.Label, Limits.WidgetLabel),
            Texts = new()
            {
                Greeting = Text("texts.greeting", typed.Texts.Greeting, Limits.WidgetText),
                Intro = Text("texts.intro", typed.Texts.Intro, Limits.WidgetText),
                Welcome = Text("texts.welcome", typed.Texts.Welcome, Limits.WidgetWelcome),
                Offline = Text("texts.offline", typed.Texts.Offline, Limits.WidgetText),
                PrivacyUrl = ReadUrl("texts.privacyUrl", typed.Texts.PrivacyUrl),
            },
            Fields = typed.Fields with { Consent = Text("fields.consent", typed.Fields.Consent, Limits.Consent) },
            Websites = ReadWebsites(),
        };
        OneOf("side", typed.Side, "end", "start");
        OneOf("locale", typed.Locale ?? "en", "en", "de");
        Between("offsetX", typed.OffsetX, 0, LargestOffset);
        Between("offsetY", typed.OffsetY, 0, LargestOffset);
        Between("zIndex", typed.ZIndex ?? 0, 0, int.MaxValue);
        errors.ThrowIfAny();
        return read;
    }

    private string ReadColor()
    {
        var color = (typed.Color ?? "").Trim().ToLowerInvariant();
        if (ShortColor().IsMatch(color))
        {
            color = $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}";
        }

        errors.Add("color", LongColor().IsMatch(color) ? null : "Write a colour as #f7b731.");
        return color;
    }

    private string? Text(string field, string? text, int limit)
    {
        if (text is null)
        {
            return null;
        }

        var clean = MessageText.Clean(text).Trim();
        errors.Add(field, Characters.HasLoneSurrogate(text) ? Characters.HalfACharacter : Limits.TooLong(clean, limit));
        return Characters.AnythingVisible(clean) ? clean : null;
    }

    private string? ReadUrl(string field, string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return null;
        }

        // javascript: and kin never become a link on somebody's website.
        var good = Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        errors.Add(field, good ? Limits.TooLong(url, Limits.Url) : "Give a whole address, as in https://example.com/privacy.");
        return uri?.AbsoluteUri;
    }

    private List<string> ReadWebsites()
    {
        var websites = new List<string>();
        foreach (var entry in typed.Websites.Where(entry => !string.IsNullOrWhiteSpace(entry)))
        {
            if (Website.TryRead(entry, out var website, out var problem))
            {
                websites.Add(website.ToString());
            }
            else
            {
                errors.Add("websites", $"{entry.Trim()}: {problem}");
            }
        }

        errors.Add("websites", websites.Count <= Limits.Websites ? null : $"At most {Limits.Websites} websites.");
        return [.. websites.Distinct(StringComparer.Ordinal)];
    }

    private void OneOf(string field, string? value, params string[] words) =>
        errors.Add(field, words.Contains(value, StringComparer.Ordinal) ? null : $"One of {string.Join(", ", words)}.");

    private void Between(string field, int value, int least, int most) =>
        errors.Add(field, value >= least && value <= most ? null : $"Between {least} and {most}.");

    [GeneratedRegex(@"\A#[0-9a-f]{3}\z")]
    private static partial Regex ShortColor();

    [GeneratedRegex(@"\A#[0-9a-f]{6}\z")]
    private static partial Regex LongColor();
}
