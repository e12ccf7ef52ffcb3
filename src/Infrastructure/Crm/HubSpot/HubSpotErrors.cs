using System.Text.Json;
using System.Text.RegularExpressions;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>What HubSpot says where it does not write.</summary>
internal static partial class HubSpotErrors
{
    private const int LongestSentence = 200;

    /// <summary>The record that is there already, which only the sentence of the 409 names; null: another conflict.</summary>
    public static string? Existing(OutsideAnswer answer) =>
        ExistingId().Match(CrmHttp.Read<HubSpotProblem>(answer).Message ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>A 400: sentences by property, cleaned as everything that comes from there.</summary>
    public static CrmFailure Invalid(OutsideAnswer answer)
    {
        var problem = CrmHttp.Read<HubSpotProblem>(answer);
        if (problem.Category != "VALIDATION_ERROR")
        {
            return new CrmUnreadable("The CRM does not understand what it was sent.");
        }
        var errors = new Dictionary<string, string>();
        foreach (var one in (problem.Errors ?? []).OfType<HubSpotDetail>().Take(50))
        {
            errors[CrmText.Id(one.Context?.PropertyName is [var name, ..] ? name : null) ?? ""] =
                CrmText.Line(one.Message, LongestSentence) ?? "The CRM does not accept this value.";
        }
        foreach (var one in InSentence(problem.Message).OfType<HubSpotBadValue>().Take(50))
        {
            errors[CrmText.Id(one.Name) ?? ""] = CrmText.Line(one.Message, LongestSentence) ?? "The CRM does not accept this value.";
        }
        if (errors.Count == 0)
        {
            errors[""] = CrmText.Line(problem.Message, LongestSentence) ?? "The CRM does not accept what was typed.";
        }
        return new CrmInvalid(errors);
    }

    /// <summary>Some answers have their details as JSON at the end of their sentence.</summary>
    private static IReadOnlyList<HubSpotBadValue?> InSentence(string? sentence)
    {
        if (sentence?.IndexOf(": [", StringComparison.Ordinal) is not (> 0 and var at))
        {
            return [];
        }
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<HubSpotBadValue?>>(sentence.AsSpan(at + 2), JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException)
        {
            // A sentence like any other.
            return [];
        }
    }

    [GeneratedRegex(@"Existing ID: ([0-9]{1,20})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ExistingId();
}
