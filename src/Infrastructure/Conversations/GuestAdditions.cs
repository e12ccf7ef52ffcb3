using XBees.Application.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Conversations;

/// <summary>Which addresses guests have given to add people by (GU-5); of each its hash alone.</summary>
public sealed class GuestAdditions : IGuestAdditions
{
    public async Task<bool> AreAllowedAsync(IUnit unit, string? widgetId) =>
        widgetId is null
        || await Unit.Of(unit).FirstAsync<string>($"select settings from widget where id = @widgetId", new { widgetId }) is not { } settings
        || WidgetSettingsJson.Read(settings).AddPeople;

    public async Task<int> CountAsync(IUnit unit, string conversationId, string guestId, IEnumerable<string> emailsFolded)
    {
        var session = Unit.Of(unit);
        var known = (
            await session.ListAsync<string>(
                $"select address_hash from guest_addition where conversation_id = @conversationId and guest_id = @guestId",
                new { conversationId, guestId }
            )
        ).ToHashSet(StringComparer.Ordinal);
        foreach (var hash in emailsFolded.Select(SecretToken.Hash).Where(known.Add))
        {
            session.Later(
                $"""
                insert into guest_addition (conversation_id, guest_id, address_hash, created_at)
                values (@conversationId, @guestId, @hash, @now)
                """,
                new
                {
                    conversationId,
                    guestId,
                    hash,
                    now = session.NowMs,
                }
            );
        }
        return known.Count;
    }
}
