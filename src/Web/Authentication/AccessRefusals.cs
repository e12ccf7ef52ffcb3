namespace XBees.Web.Authentication;

/// <summary>Refusals that come before anything is looked at.</summary>
public static class AccessRefusals
{
    public static readonly Refusal SignedOut = new(
        "signed-out",
        401,
        "You are not signed in",
        "Sign in, or send an API key or a guest's token."
    );

    public static readonly Refusal SessionEnded = new(
        "session-ended",
        401,
        "This session has ended",
        "The token is not valid any more. Start a new session."
    );

    public static readonly Refusal Forbidden = new(
        "forbidden",
        403,
        "You may not do this",
        "Your role, or the scope of your API key, does not include it."
    );

    public static readonly Refusal Antiforgery = new(
        "antiforgery",
        400,
        "The request does not prove that it comes from this page",
        "Send the header X-XBees-Antiforgery with the value that GET /api/v1/me gives. Reloading the page helps."
    );

    public static readonly Refusal OriginNotAllowed = new(
        "origin-not-allowed",
        403,
        "This website may not do this",
        "Requests from this origin are not allowed. An administrator can add the website to the widget."
    );
}
