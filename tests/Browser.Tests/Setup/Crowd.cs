using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Browser.Tests.Setup;

/// <summary>Very many conversations at once.</summary>
public static class Crowd
{
    /// <summary>Through the store, many in a transaction; the ids from the newest to the oldest.</summary>
    public static async Task<string[]> FillAsync(this Office office, int count)
    {
        var services = office.App.Services;
        var (units, store, people) = (
            services.GetRequiredService<Units>(),
            services.GetRequiredService<IConversationStore>(),
            services.GetRequiredService<IPeopleStore>()
        );
        var ids = new List<string>();
        for (var from = 0; from < count; from += 100)
        {
            await units.RunAsync(
                async unit =>
                {
                    var team = await people.TeamAsync(unit, office.ServiceId);
                    for (var number = from; number < Math.Min(from + 100, count); number++)
                    {
                        var guest = await people.NewGuestAsync(unit, new($"Guest {number:00000}", null));
                        var start = new GuestStart
                        {
                            Guest = guest,
                            Origin = Origin.Widget,
                            Service = team,
                            Message = new Draft($"Words {number}"),
                        };
                        var change = Conversation.Start(start, unit.NewId, unit.Now);
                        await store.InsertAsync(unit, change, new(null, null, null));
                        ids.Add(change.After.Id);
                    }
                    return true;
                },
                CancellationToken.None
            );
        }
        // Those of one transaction have the same time: then the id decides.
        return [.. ids.AsEnumerable().OrderDescending(StringComparer.Ordinal)];
    }
}
