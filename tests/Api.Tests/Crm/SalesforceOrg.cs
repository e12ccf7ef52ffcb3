using System.Collections.Concurrent;
using System.Text.Json;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace XBees.Testing.Crm;

/// <summary>
/// An organisation at Salesforce that plays what the documentation prints: help.salesforce.com, "OAuth 2.0 Web Server Flow for Web App Integration" and
/// "OAuth 2.0 Refresh Token Flow"; developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest: resources_sobject_describe, resources_query,
/// resources_search, dome_sobject_create, errorcodes; …/api.meta/api: sforce_api_objects_duplicateresult.
/// </summary>
public sealed class SalesforceOrg : IDisposable
{
    public const string Data = "/services/data/v62.0";
    public const string Leads = $"{Data}/sobjects/Lead";
    public const string Tasks = $"{Data}/sobjects/Task";
    public const string Events = $"{Data}/sobjects/Event";
    public const string Access = "00Dplanted!access.token";
    public const string Renewed = "00Dplanted!renewed.token";
    public const string Lasting = "5Aep861planted.lasting";
    public const string Secret = "planted-consumer-secret";
    public const string Token = "/services/oauth2/token";
    public const string Revoke = "/services/oauth2/revoke";
    public const string Identity = "https://login.salesforce.com/id/00DB0000000TfcRMAS/005B0000005Bk90IAC";

    private readonly ConcurrentDictionary<string, Guid> played = new();

    public SalesforceOrg()
    {
        Gives(Access, Server.Url!);
        Plays("POST", Revoke, 200, "");
        Plays("GET", $"{Leads}/describe", 200, Description);
        Server
            .Given(Request.Create().WithPath($"{Data}/query").UsingGet())
            .AtPriority(100)
            .RespondWith(Answer(200, """{ "totalSize": 0, "done": true, "records": [] }"""));
        Plays("GET", $"{Data}/search", 200, """{ "searchRecords": [] }""");
        Finds("FROM TaskStatus", """{ "attributes": { "type": "TaskStatus" }, "ApiName": "Erledigt" }""");
    }

    public WireMockServer Server { get; } = WireMockServer.Start();

    /// <summary>What was asked there in SOQL and SOSL, in its order.</summary>
    public IReadOnlyList<string> Questions =>
        [
            .. Server
                .LogEntries.Select(entry => entry.RequestMessage!)
                .Where(message => message.Query?.ContainsKey("q") == true)
                .Select(message => message.Query!["q"].Single()),
        ];

    public Dictionary<string, string> Settings() =>
        new()
        {
            ["XBees:Salesforce:ClientId"] = "3MVG9planted-client",
            ["XBees:Salesforce:ClientSecret"] = Secret,
            ["XBees:Salesforce:Login"] = Server.Url!,
            ["XBees:Salesforce:Domains"] = "localhost",
            ["XBees:Outside:Allow"] = "localhost 127.0.0.1",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "None",
        };

    /// <summary>The tokens that it gives from now on, and where it says to be.</summary>
    public void Gives(string access, string? instance, bool renewal = false, string lasting = Lasting, string identity = Identity)
    {
        var given = new Dictionary<string, string?>
        {
            ["access_token"] = access,
            ["refresh_token"] = renewal ? null : lasting,
            ["signature"] = "CMJ4l+CCaPQiKjoOEwEig9H4wqhpuLSk4J2urAe+fVg=",
            ["scope"] = "refresh_token api",
            ["instance_url"] = instance,
            ["id"] = identity,
            ["token_type"] = "Bearer",
            ["issued_at"] = "1764489600000",
        };
        var shown = given.Where(one => one.Value is not null).ToDictionary();
        Plays("POST", Token, 200, JsonSerializer.Serialize(shown));
    }

    /// <summary>A token that it takes no more.</summary>
    public void Refuses(string access) =>
        Server
            .Given(Request.Create().WithPath($"{Data}/*").WithHeader("Authorization", $"Bearer {access}"))
            .AtPriority(0)
            .RespondWith(Answer(401, Error("INVALID_SESSION_ID", "Session expired or invalid")));

    /// <summary>The same question played anew takes the place of the one before; what is not played is not there.</summary>
    public void Plays(string method, string path, int status, string body, params (string Name, string Value)[] headers) =>
        Plays($"{method} {path}", Request.Create().WithPath(path).UsingMethod(method), Answer(status, body, headers));

    /// <summary>The rows for each question in SOQL that has these words in it.</summary>
    public void Finds(string words, params string[] rows) =>
        Plays(
            words,
            Request.Create().WithPath($"{Data}/query").WithParam("q", new WildcardMatcher($"*{words}*")).UsingGet(),
            Answer(200, $$"""{ "totalSize": {{rows.Length}}, "done": true, "records": [{{string.Join(',', rows)}}] }""")
        );

    public void Plays(string what, IRequestBuilder asked, IResponseBuilder answer, int priority = 1) =>
        Server.Given(asked).WithGuid(played.GetOrAdd(what, _ => Guid.NewGuid())).AtPriority(priority).RespondWith(answer);

    /// <summary>An error, as all of them are.</summary>
    public static string Error(string code, string message, params string[] fields) =>
        JsonSerializer.Serialize(
            new[]
            {
                new
                {
                    message,
                    errorCode = code,
                    fields,
                },
            }
        );

    /// <summary>What was sent there last.</summary>
    public JsonElement Sent(string path) => JsonSerializer.Deserialize<JsonElement>(Bodies(path)[^1]);

    public IReadOnlyList<string> Bodies(string path, string method = "POST") =>
        [
            .. Server
                .LogEntries.Select(entry => entry.RequestMessage!)
                .Where(message => message.Method == method && message.Path == path)
                .Select(message => message.Body ?? ""),
        ];

    public void Dispose() => Server.Dispose();

    private static IResponseBuilder Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json;charset=UTF-8").WithBody(body);
        foreach (var (name, value) in headers)
        {
            answer = answer.WithHeader(name, value);
        }
        return answer;
    }

    public const string Description = """
        { "name": "Lead", "label": "Lead", "createable": true, "fields": [
            { "name": "Id", "label": "Lead ID", "type": "id", "length": 18, "createable": false, "nillable": false, "defaultedOnCreate": true },
            { "name": "FirstName", "label": "First \u202eName", "type": "string", "length": 40, "createable": true, "nillable": true, "defaultedOnCreate": false },
            { "name": "LastName", "label": "Last Name", "type": "string", "length": 80, "createable": true, "nillable": false, "defaultedOnCreate": false },
            { "name": "Name", "label": "Full Name", "type": "string", "length": 121, "createable": false, "nillable": false, "defaultedOnCreate": false },
            { "name": "Company", "label": "Company", "type": "string", "length": 255, "createable": true, "nillable": false, "defaultedOnCreate": false },
            { "name": "Email", "label": "Email", "type": "email", "length": 80, "createable": true, "nillable": true, "defaultedOnCreate": false },
            { "name": "Phone", "label": "Phone", "type": "phone", "length": 40, "createable": true, "nillable": true, "defaultedOnCreate": false },
            { "name": "OwnerId", "label": "Owner ID", "type": "reference", "length": 18, "createable": true, "nillable": false, "defaultedOnCreate": true },
            { "name": "Status", "label": "Lead Status", "type": "picklist", "length": 255, "createable": true, "nillable": false, "defaultedOnCreate": true, "picklistValues": [
                { "active": true, "defaultValue": true, "label": "Open", "validFor": null, "value": "Open - Not Contacted" },
                { "active": false, "defaultValue": false, "label": "Old", "validFor": null, "value": "Old" },
                { "active": true, "defaultValue": false, "label": "Working", "validFor": null, "value": "Working - Contacted" } ] },
            { "name": "Branch__c", "label": "Branch", "type": "picklist", "length": 255, "createable": true, "nillable": false, "defaultedOnCreate": false, "picklistValues": [
                { "active": true, "label": "Nord", "value": "nord" }, { "active": true, "label": "Süd", "value": "süd" } ] },
            { "name": "Website", "label": "Website", "type": "url", "length": 255, "createable": true, "nillable": true, "defaultedOnCreate": false } ] }
        """;
}
