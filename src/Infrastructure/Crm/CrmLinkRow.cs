using System.Text.Json;
using XBees.Application.Crm;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm;

/// <summary>A row of <c>crm_link l</c>, with what is left of its delivery <c>d</c>.</summary>
internal sealed class CrmLinkRow
{
    public const string GivenUp = "failed";

    public string Id { get; init; } = "";
    public string GuestId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string ConnectionId { get; init; } = "";
    public string State { get; init; } = "";
    public long Attempt { get; init; }
    public string? AuthorId { get; init; }
    public string? Form { get; init; }
    public string? Problem { get; init; }
    public string? Record { get; init; }
    public long? ReadAt { get; init; }
    public string? DeliveryState { get; init; }
    public long? NextTryAt { get; init; }

    public static Sql Columns =>
        $"""
            l.id, l.guest_id, l.kind, l.connection_id, l.state, l.attempt, l.author_id, l.form, l.problem, l.record, l.read_at,
            d.state as delivery_state, d.next_try_at
            """;

    public static Sql From => $"crm_link l left join delivery d on d.unique_key = l.delivery_key";

    public CrmLink ToLink()
    {
        var state = StateOf(State);
        // What was tried for long enough is not on its way any more.
        state = state == CrmLinkState.Pending && DeliveryState == GivenUp ? CrmLinkState.Failed : state;
        return new()
        {
            Id = Id,
            GuestId = GuestId,
            Kind = CrmWords.KindOf(Kind)!.Value,
            ConnectionId = ConnectionId,
            State = state,
            Attempt = Attempt,
            Form = Form is null ? null : Read<Dictionary<string, string>>(Form),
            Problem = Problem is null ? null : Read<CrmProblem>(Problem),
            NextTryAt = state == CrmLinkState.Pending ? Times.Instant(NextTryAt) : null,
            Record = Record is null ? null : ReadRecord(Record),
            ReadAt = Times.Instant(ReadAt),
        };
    }

    public static CrmRecord ReadRecord(string json) => Read<CrmRecord>(json);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    public static string Word(CrmLinkState state) => state.ToString().ToLowerInvariant();

    private static CrmLinkState StateOf(string word) => Enum.Parse<CrmLinkState>(word, ignoreCase: true);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}
