using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Application.Conversations;

/// <summary>A guest's first message, by which the conversation comes into being (IN-3, IN-4).</summary>
public sealed class StartConversation(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    IWayIn ways,
    IAlarmMail alarms,
    AfterGuestsWords afterwards
)
{
    /// <param name="caller">The guest.</param>
    /// <param name="clientId">The client's id of the conversation: the same one of the same guest is the same conversation.</param>
    /// <param name="message">The first words.</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    public Task<Created> RunAsync(GuestCaller caller, string? clientId, Draft message, CancellationToken cancel) =>
        work.CreateAsync(unit => StartAsync(unit, caller, clientId, message), cancel);

    private async Task<Created> StartAsync(IUnit unit, GuestCaller caller, string? clientId, Draft message)
    {
        await conversations.LockStartsAsync(unit, caller.PersonId);
        if (clientId is not null && await conversations.FindStartedAsync(unit, caller.PersonId, clientId) is { } started)
        {
            return await GoOnAsync(unit, caller, started, message);
        }
        var way = await ways.OfAsync(unit, caller) ?? throw new Refused(WayInRefusals.LinkClosed);
        var guest = (await people.GuestsAsync(unit, [caller.PersonId])).Single();
        var change = Conversation.Start(way.ToStart(guest, message), unit.NewId, unit.Now);
        await conversations.InsertAsync(unit, change, new(clientId, way.Page, way.Referrer));
        conversations.BeginWait(unit, change.After.Id, unit.Now);
        if (change.Alarm is { } alarm)
        {
            await alarms.EnqueueAsync(unit, change.After.Id, change.Messages[^1].Id, alarm);
        }
        return new(change.After.Id);
    }

    /// <summary>C23: several first messages at once are messages of one conversation.</summary>
    private async Task<Created> GoOnAsync(IUnit unit, GuestCaller caller, string id, Draft message)
    {
        var load = await conversations.LoadForPostingAsync(unit, id, caller, message.ClientId);
        if (load is null || !load.Head.AuthorIsMember)
        {
            throw new Refused(ConversationRefusals.NotAMember);
        }
        if (load.KnownMessageId is null)
        {
            var posted = Posting.Post(load.Head, caller.Person, message, unit.NewId(Ids.Message), unit.Now);
            conversations.SavePosted(unit, id, posted.Message, load.MemberId, load.WaitingSince ?? unit.Now, "web");
            if (load.WaitingSince is null)
            {
                conversations.BeginWait(unit, id, unit.Now);
            }
            if (posted.NobodyIsThere || posted.Reopens)
            {
                await afterwards.RunAsync(unit, id, posted, load.Head.Tally);
            }
        }
        return new(id, 200);
    }
}

/// <summary>The way a guest's session came in, as it is now.</summary>
public sealed record WayIn
{
    public string? WidgetId { get; init; }
    public ServiceTeam? Service { get; init; }
    public Domain.Agents.AgentCard? Agent { get; init; }
    public string? Welcome { get; init; }
    public string? Page { get; init; }
    public string? Referrer { get; init; }

    public GuestStart ToStart(GuestCard guest, Draft message) =>
        new()
        {
            Guest = guest,
            Origin = WidgetId is null ? Origin.Link : Origin.Widget,
            WidgetId = WidgetId,
            Service = Service,
            Agent = Agent,
            Welcome = Welcome,
            Message = message,
        };
}

/// <summary>Widgets and personal links as a beginning conversation needs them.</summary>
public interface IWayIn
{
    /// <summary>Null where the link was closed or the widget deleted meanwhile (IN-11).</summary>
    Task<WayIn?> OfAsync(IUnit unit, GuestCaller caller);
}

/// <summary>Why a way in is not open.</summary>
public static class WayInRefusals
{
    public static readonly Refusal LinkClosed = new(
        "link-closed",
        410,
        "This chat is closed",
        "The person you are looking for no longer answers here."
    );
}
