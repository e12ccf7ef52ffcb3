using System.Globalization;
using XBees.Application.Conversations;
using XBees.Application.Search;
using XBees.Domain.Search;

namespace XBees.Infrastructure.Search;

/// <summary>What a result was found by, as texts with places in them: pages paint them, and nothing of it is markup (SE-2).</summary>
internal static class Matches
{
    /// <summary>How much of a message is shown, and how much of that before what was found.</summary>
    private const int ExcerptLength = 180;
    private const int Before = 40;

    public static IReadOnlyList<SearchMatch> Of(SearchQuery query, ConversationView view, ConversationFacts facts)
    {
        var texts = new List<(string Field, string? Text)> { ("title", view.Title), ("name", facts.Name) };
        foreach (var member in facts.Initial)
        {
            texts.AddRange([("member", member.Name), ("email", member.Email), ("phone", member.Phone)]);
        }
        return
        [
            .. texts
                .Where(text => text.Text is not null)
                // A title that is the guest's name need not be said twice.
                .DistinctBy(text => text.Text)
                .Select(text => new SearchMatch(text.Field, text.Text!, Ranges(query, text.Field, text.Text!)))
                .Where(match => match.Ranges.Count > 0)
                .Take(10),
        ];
    }

    public static FoundMessage Of(SearchQuery query, MessageView message, ConversationView conversation)
    {
        // The name of a file is shown where it is what was found.
        var text = message
            .Attachments.Select(file => file.Name)
            .Prepend(message.Text)
            .FirstOrDefault(one => query.Ranges(one).Count > 0, message.Text);
        var (excerpt, ranges) = Excerpt(text, query.Ranges(text));
        return new(
            message.Id,
            new(conversation.Id, conversation.Title, conversation.Avatar),
            message.Seq,
            message.Kind,
            message.Author,
            excerpt,
            ranges,
            message.CreatedAt
        );
    }

    private static IReadOnlyList<TextRange> Ranges(SearchQuery query, string field, string text) =>
        field == "phone" && query.PhoneRanges(text) is { Count: > 0 } digits ? digits : query.Ranges(text);

    /// <summary>Cut before a word where there is one, and never inside an emoji or between a letter and its marks.</summary>
    private static (string Text, IReadOnlyList<TextRange> Ranges) Excerpt(string text, IReadOnlyList<TextRange> ranges)
    {
        var first = ranges.Count == 0 ? 0 : ranges[0].Start;
        int[] boundaries = [.. StringInfo.ParseCombiningCharacters(text), text.Length];
        var from = first <= Before ? 0 : Begin(text, boundaries, first);
        var to = boundaries.First(boundary => boundary >= Math.Min(text.Length, from + ExcerptLength));
        var lead = from == 0 ? "" : "…";
        return (
            lead + text[from..to] + (to == text.Length ? "" : "…"),
            [
                .. ranges
                    .Where(range => range.Start >= from && range.Start < to)
                    .Select(range => new TextRange(range.Start - from + lead.Length, Math.Min(range.Length, to - range.Start))),
            ]
        );
    }

    private static int Begin(string text, int[] boundaries, int first)
    {
        var earliest = boundaries.Last(boundary => boundary <= first - Before);
        return boundaries.FirstOrDefault(
            boundary => boundary > earliest && boundary <= first && char.IsWhiteSpace(text[boundary - 1]),
            earliest
        );
    }
}
