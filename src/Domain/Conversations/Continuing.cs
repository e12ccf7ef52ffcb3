using NodaTime;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

// ST-3: long after it was resolved, a guest's words begin a new conversation instead, and both say so.
public sealed partial record Conversation
{
    /// <summary>Whether the next guest's message belongs into a new one; a conversation without a service opens again whenever.</summary>
    public bool IsOver(ServiceTeam? service, Instant now) =>
        Status == ConversationStatus.Resolved
        && ResolvedAt is { } resolved
        && service?.NewAfterDays is { } days
        && resolved + Duration.FromDays(days) <= now;

    /// <summary>By the same way in, with whom the service brings now.</summary>
    public Change BeginNext(GuestCard guest, ServiceTeam service, Draft message, NewId newId, Instant now) =>
        Start(
            new GuestStart
            {
                Guest = guest,
                Origin = Origin,
                WidgetId = WidgetId,
                Service = service,
                Continues = Id,
                Message = message,
            },
            newId,
            now
        );

    public Change TellNext(GuestCard guest, string next, NewId newId, Instant now) =>
        Tell(this with { ContinuedAt = now }, Notice.Continued(Person.Of(guest), next), newId, now);
}
