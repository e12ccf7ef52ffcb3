using System.Net;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>What Salesforce says where it does not do what it was asked.</summary>
internal static class SalesforceErrors
{
    private const int LongestSentence = 200;
    private const int MostErrors = 50;

    // The limit is of the last 24 hours, and no answer says when it ends.
    private static readonly Duration AfterTheLimit = Duration.FromMinutes(15);

    /// <summary>Not what was written, but the moment: another one may do.</summary>
    private static readonly string[] Passing =
    [
        "UNABLE_TO_LOCK_ROW",
        "QUERY_TIMEOUT",
        "REQUEST_RUNNING_TOO_LONG",
        "SERVER_UNAVAILABLE",
        "UNKNOWN_EXCEPTION",
    ];

    /// <summary>The question itself was wrong, whatever was typed.</summary>
    private static readonly string[] Misunderstood = ["INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY", "MALFORMED_SEARCH", "NOT_FOUND"];

    /// <summary>The answer says that the record it is about was deleted.</summary>
    public static bool IsGone(OutsideAnswer answer) => Has(answer, "ENTITY_IS_DELETED");

    /// <summary>The lead or contact that is there already, as the organisation's rules say it, the most alike one first; null: another problem.</summary>
    public static string? Existing(OutsideAnswer answer) =>
        Problems(answer)
            .Where(problem => problem.ErrorCode == "DUPLICATES_DETECTED")
            .SelectMany(problem => (problem.DuplicateResult ?? problem.DuplicateResut)?.MatchResults ?? [])
            .SelectMany(result => result?.MatchRecords ?? [])
            .OrderByDescending(match => match?.MatchConfidence ?? 0)
            .Select(match => SalesforceIds.Person(match?.Record?.Id))
            .FirstOrDefault(id => id is not null);

    /// <summary>In our words; sentences about fields are cleaned as everything that comes from there.</summary>
    public static CrmFailure Failure(OutsideAnswer answer)
    {
        var problems = Problems(answer);
        return answer.Status switch
        {
            HttpStatusCode.Forbidden when problems.Any(problem => problem.ErrorCode == "REQUEST_LIMIT_EXCEEDED") => new CrmUnreachable(
                "The CRM answers no more questions for a while."
            )
            {
                RetryAfter = answer.AsksToWait ?? AfterTheLimit,
            },
            HttpStatusCode.Forbidden => new CrmRefuses("The CRM does not let us in."),
            HttpStatusCode.NotFound => new CrmUnreadable("The CRM does not know what it was asked."),
            _ when problems.Any(problem => Passing.Contains(problem.ErrorCode)) => new CrmUnreachable("The CRM does not answer now.")
            {
                RetryAfter = answer.AsksToWait,
            },
            _ when problems.Count == 0 || problems.Any(problem => Misunderstood.Contains(problem.ErrorCode)) => new CrmUnreadable(
                "The CRM does not understand what it was asked."
            ),
            _ => Invalid(problems),
        };
    }

    private static CrmInvalid Invalid(IReadOnlyList<SalesforceProblem> problems)
    {
        var errors = new Dictionary<string, string>();
        foreach (var problem in problems)
        {
            var sentence = CrmText.Line(problem.Message, LongestSentence) ?? "The CRM does not accept this value.";
            foreach (var field in problem.Fields is { Count: > 0 } fields ? fields.Take(MostErrors) : [null])
            {
                if (errors.Count < MostErrors)
                {
                    errors[CrmText.Id(field) ?? ""] = sentence;
                }
            }
        }
        return new(errors);
    }

    private static bool Has(OutsideAnswer answer, string code) => Problems(answer).Any(problem => problem.ErrorCode == code);

    private static IReadOnlyList<SalesforceProblem> Problems(OutsideAnswer answer) =>
        [.. CrmHttp.Read<IReadOnlyList<SalesforceProblem?>>(answer).OfType<SalesforceProblem>().Take(MostErrors)];
}

/// <summary>Ids say what they are of (https://help.salesforce.com/s/articleView?id=000385203), and go into addresses and questions.</summary>
internal static class SalesforceIds
{
    private const string Lead = "00Q";
    private const string Contact = "003";

    public static bool IsLead(string id) => id.StartsWith(Lead, StringComparison.Ordinal);

    /// <summary>Of a lead or a contact; null: of anything else, or none.</summary>
    public static string? Person(string? said) =>
        Any(said) is { } id && (IsLead(id) || id.StartsWith(Contact, StringComparison.Ordinal)) ? id : null;

    /// <summary>
    /// Of an organisation, from the address that says whose tokens are (https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm): its
    /// first 15 letters, which are what tells it from others.
    /// </summary>
    public static string? Organisation(string? identity) =>
        identity?.Split('/') is [.., "id", var said, _] && Any(said) is { } id && id.StartsWith("00D", StringComparison.Ordinal)
            ? id[..15]
            : null;

    public static string? Any(string? said) => said is { Length: 15 or 18 } && said.All(char.IsAsciiLetterOrDigit) ? said : null;
}
