namespace XBees.Web.Api.Http;

/// <summary>Refusals that any resource can give, whatever it is about.</summary>
public static class HttpRefusals
{
    public static readonly Refusal Validation = new(
        "validation",
        422,
        "Some fields were not accepted",
        "What was sent can be read but is not allowed. See errors."
    );
    public static readonly Refusal Unreadable = new(
        "unreadable",
        400,
        "The request cannot be read",
        "It is not valid JSON, or a value has the wrong type."
    );
    public static readonly Refusal UnknownMember = new(
        "unknown-member",
        400,
        "The request has a member that is not known",
        "Leave it out; the API reference lists what is."
    );
    public static readonly Refusal NotFound = new("not-found", 404, "There is nothing here", "It does not exist, or you may not see it.");
    public static readonly Refusal MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "This method is not allowed here",
        "The header Allow lists those that are."
    );
    public static readonly Refusal MediaType = new("media-type", 415, "This type of content is not understood", "Send application/json.");
    public static readonly Refusal TooLarge = new("too-large", 413, "The request is too large", "Send less at a time.");
    public static readonly Refusal TooManyRequests = new(
        "too-many-requests",
        429,
        "Too many requests",
        "Wait for as long as Retry-After says."
    );
    public static readonly Refusal SecretShown = new(
        "secret-shown",
        409,
        "This was created, and its secret was shown once",
        "The answer held a secret and is not repeated. The id says what was created."
    );
    public static readonly Refusal Busy = new("busy", 503, "The database is busy", "Nothing was stored. Try again in a moment.");
    public static readonly Refusal Unavailable = new(
        "unavailable",
        503,
        "The database is not available",
        "Try again in a moment, with the same clientId or Idempotency-Key: it may be that this was stored, and it is not stored twice."
    );
    public static readonly Refusal DiskFull = new("disk-full", 507, "The disk is full", "Nothing was stored. Tell an administrator.");
    public static readonly Refusal Internal = new(
        "internal",
        500,
        "Something went wrong here",
        "It was written down. Trying again may help."
    );
}
