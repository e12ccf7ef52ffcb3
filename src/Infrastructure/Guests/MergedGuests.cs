using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Who is one guest by an agent's word (GU-10).</summary>
internal static class MergedGuests
{
    /// <summary>By any of them: whose profile it is first, then the others in their order; none where there is no such guest.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(SqlSession session, string guestId, CancellationToken cancel = default) =>
        [
            .. (
                await session.ListAsync<Row>(
                    $"""
                    select p.id as id, 0 as place
                    from guest own
                    join guest p on p.id = coalesce(own.merged_into, own.id)
                    where own.id = @guestId
                    union all
                    select p.id as id, 1 as place
                    from guest own
                    join guest p on p.merged_into = coalesce(own.merged_into, own.id)
                    where own.id = @guestId
                    order by place, id
                    """,
                    new { guestId },
                    cancel
                )
            ).Select(row => row.Id),
        ];

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public int Place { get; init; }
    }
}
