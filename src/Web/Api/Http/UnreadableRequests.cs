using Microsoft.AspNetCore.Mvc;

namespace XBees.Web.Api.Http;

/// <summary>What binding could not read: 400 with the reason, 422 is for what was read.</summary>
public static class UnreadableRequests
{
    // The reader of System.Text.Json has no type for it; the sentence is its only sign.
    private const string UnmappedSign = "could not be mapped to any .NET member";

    public static IActionResult Answer(ActionContext context)
    {
        var errors = context.ModelState.Where(entry => entry.Value is { Errors.Count: > 0 }).ToList();
        var unknown = errors.FirstOrDefault(entry =>
            entry.Value!.Errors.Any(error => error.ErrorMessage.Contains(UnmappedSign, StringComparison.Ordinal))
        );
        var refusal = unknown.Key is null
            ? HttpRefusals.Unreadable with
            {
                Detail = $"{HttpRefusals.Unreadable.Detail}{Where(errors.FirstOrDefault().Key)}",
            }
            : HttpRefusals.UnknownMember with
            {
                Detail = $"{HttpRefusals.UnknownMember.Detail}{Where(unknown.Key)}",
            };
        throw new Refused(refusal);
    }

    /// <summary>The path alone: the reader's own sentence names types of ours.</summary>
    private static string Where(string? path) => string.IsNullOrEmpty(path) || path == "$" ? "" : $" Look at {path.TrimStart('$', '.')}.";
}
