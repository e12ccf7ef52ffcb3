using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Agents;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Agents;

/// <summary>
/// Asking for a new password is the same few writes whoever is asked about; whether there is such an agent is looked up behind the
/// answer, so that its time tells nothing either (attack row 27).
/// </summary>
public sealed class ResetRequests(MasterKey master) : IResetRequests
{
    internal const string Kind = "reset-request";

    public Task EnqueueAsync(IUnit unit, string address) =>
        Deliveries.EnqueueAsync(
            Unit.Of(unit),
            Kind,
            $"{Kind} {SecretToken.New()}",
            // Two of one address keep their order, so that the newest mail holds the link that works.
            $"{Kind} {SecretToken.Hash(address)}",
            new ResetRequest(master.Seal(Kind, address))
        );
}

/// <summary>What lies in the row: somebody who only mistyped leaves no readable address.</summary>
public sealed record ResetRequest(string Address);

/// <summary>Answers a request: a mail with a link, or nothing.</summary>
public sealed class ResetRequestHandler(IServiceScopeFactory scopes, MasterKey master) : IDeliveryHandler
{
    public string Kind => ResetRequests.Kind;

    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var request = JsonSerializer.Deserialize<ResetRequest>(delivery.Payload, JsonSerializerOptions.Web)!;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendPasswordReset>().RunAsync(master.Open(Kind, request.Address), cancel);
    }
}
