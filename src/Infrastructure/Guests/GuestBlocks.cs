using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Who is shut out, as queries ask it (SP-2).</summary>
internal static class GuestBlocks
{
    /// <summary>That a block is about the guest of these columns, or about their address.</summary>
    public static Sql On(Sql id, Sql emailFolded) =>
        $"""
            exists (select 1 from guest_block b where b.guest_id = {id})
                or exists (select 1 from guest_block b where b.email_folded = {emailFolded})
            """;

    /// <summary>That whoever comes from <c>@network</c> is shut out at <c>@now</c>.</summary>
    public static Sql OnNetwork => $"exists (select 1 from guest_block b where b.network = @network and b.network_until > @now)";

    /// <summary>Whether nothing is to be mailed there.</summary>
    public static async Task<bool> HoldAsync(SqlSession session, string emailFolded, CancellationToken cancel = default) =>
        await session.FirstAsync<string>($"select b.id from guest_block b where b.email_folded = @emailFolded", new { emailFolded }, cancel)
            is not null;
}
