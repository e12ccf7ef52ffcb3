using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Attacks;

/// <summary>
/// Attack rows 5 and 34, made from the API's own document: every member that any answer has, sent in every body that does not name it,
/// at the top and inside. Nobody says in a body who they are, or what only the server decides.
/// </summary>
public sealed class ForeignMembersTests
{
    [Fact, Rule("AP-1", "GU-2")]
    public async Task Whatever_answers_hold_is_refused_in_every_body_that_does_not_ask_for_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var document = await scene.App.Administrator.GetAsync("/openapi/v1.json");
        var schemas = document.At("components.schemas");
        var members = schemas
            .EnumerateObject()
            .SelectMany(schema => Properties(schemas, schema.Value))
            .Select(property => property.Name)
            .Concat(["agentId", "guestId", "email", "ownerId", "isPublic", "userId", "role", "__proto__"])
            .Distinct()
            .ToList();
        Assert.True(members.Count > 80, $"The document has {members.Count} members.");
        var before = await CountsAsync(database);
        var bodies = Bodies(document, schemas).ToList();
        Assert.True(bodies.Count > 20, $"The document has {bodies.Count} bodies.");
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            bodies.SelectMany(body => members.Except(body.Names).Select(member => (body, member))),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (pair, cancel) =>
            {
                var (body, member) = pair;
                // The widest rights there are; what guests alone may do is done by one.
                var client = body.ForGuestsAlone ? grace : scene.App.Administrator;
                var path = body.Path.Replace("{id}", id, StringComparison.Ordinal);
                using var answer = await client.SendAsync(
                    new HttpMethod(body.Method),
                    System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "nothing"),
                    body.With(member)
                );
                var text = await answer.Content.ReadAsStringAsync(cancel);
                if (answer.StatusCode != HttpStatusCode.BadRequest || !text.Contains("/problems/unknown-member", StringComparison.Ordinal))
                {
                    wrong.Enqueue($"{body.Method} {body.Path} {body.With(member).ToJsonString()}: {(int)answer.StatusCode} {text}");
                }
            }
        );
        Assert.True(wrong.IsEmpty, $"{wrong.Count}:\n" + string.Join('\n', wrong.Take(30)));
        Assert.Equal(before, await CountsAsync(database));
    }

    private static async Task<string> CountsAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync();
        return string.Join(
            ' ',
            await open.Db.FirstAsync<long>($"select count(*) from agent"),
            await open.Db.FirstAsync<long>($"select count(*) from guest"),
            await open.Db.FirstAsync<long>($"select count(*) from guest_session"),
            await open.Db.FirstAsync<long>($"select count(*) from conversation"),
            await open.Db.FirstAsync<long>($"select count(*) from member"),
            await open.Db.FirstAsync<long>($"select count(*) from message"),
            await open.Db.FirstAsync<long>($"select count(*) from service"),
            await open.Db.FirstAsync<long>($"select count(*) from widget"),
            await open.Db.FirstAsync<long>($"select count(*) from api_key")
        );
    }

    private static IEnumerable<Body> Bodies(JsonElement document, JsonElement schemas)
    {
        foreach (var path in document.At("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (
                    !operation.Value.TryGetProperty("requestBody", out var request)
                    || !request.At("content").TryGetProperty("application/json", out var json)
                )
                {
                    continue;
                }
                var guests =
                    operation.Value.TryGetProperty("description", out var text)
                    && text.GetString()!.Contains("For guests;", StringComparison.Ordinal);
                foreach (var (inside, names) in Objects(schemas, json.GetProperty("schema"), []))
                {
                    yield return new(operation.Name.ToUpperInvariant(), path.Name, guests, inside, names);
                }
            }
        }
    }

    /// <summary>The schema itself, and every object inside it with the way there; "[]" goes into a list.</summary>
    private static IEnumerable<(string[] Inside, HashSet<string> Names)> Objects(JsonElement schemas, JsonElement schema, string[] inside)
    {
        var properties = Properties(schemas, schema).ToList();
        if (properties.Count > 0)
        {
            yield return (inside, properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal));
        }
        foreach (var property in properties)
        {
            var target = Resolved(schemas, property.Value);
            var (value, way) = target.TryGetProperty("items", out var items)
                ? (items, new[] { property.Name, "[]" })
                : (target, [property.Name]);
            foreach (var found in Objects(schemas, value, [.. inside, .. way]))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement schemas, JsonElement schema) =>
        Resolved(schemas, schema).TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [];

    private static JsonElement Resolved(JsonElement schemas, JsonElement schema)
    {
        foreach (var several in new[] { "allOf", "anyOf", "oneOf" })
        {
            if (schema.TryGetProperty(several, out var choices))
            {
                return Resolved(schemas, choices.EnumerateArray().First());
            }
        }
        return schema.TryGetProperty("$ref", out var reference)
            ? Resolved(schemas, schemas.GetProperty(reference.GetString()!.Split('/')[^1]))
            : schema;
    }

    private sealed record Body(string Method, string Path, bool ForGuestsAlone, string[] Inside, HashSet<string> Names)
    {
        public JsonNode With(string member)
        {
            JsonNode body = new JsonObject { [member] = "x" };
            foreach (var step in Inside.Reverse())
            {
                body = step == "[]" ? new JsonArray(body) : new JsonObject { [step] = body };
            }
            return body;
        }
    }
}
