namespace XBees.Infrastructure.Work;

/// <summary>Something that leaves the house.</summary>
/// <param name="Id">Stays the same on every try, so that a receiver recognises what came twice.</param>
/// <param name="Payload">What is sent, as JSON.</param>
/// <param name="CreatedAt">When it was caused.</param>
public sealed record Delivery(string Id, string Payload, Instant CreatedAt);

/// <summary>Sends one kind of delivery. Whatever it throws is a try that failed.</summary>
public interface IDeliveryHandler
{
    string Kind { get; }

    Task SendAsync(Delivery delivery, CancellationToken cancel);
}

/// <summary>Trying again would not help.</summary>
public sealed class Undeliverable(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The neighbour says for how long it wants to be left alone; it is, for a day at most.</summary>
public sealed class AskedToWait(string message, TimeSpan wait, Exception? inner = null) : Exception(message, inner)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public TimeSpan Wait { get; } = wait < Longest ? wait : Longest;
}
