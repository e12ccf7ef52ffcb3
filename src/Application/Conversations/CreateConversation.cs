using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>Somebody to be added: an agent, a known guest, or a name with an address.</summary>
public sealed record Invitee(string? AgentId, string? GuestId, string? Name, string? Email);

/// <summary>A conversation that an agent makes (AC-11).</summary>
public sealed record NewConversation
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public bool ReadOnly { get; init; }
    public bool Public { get; init; }
    public IReadOnlyList<Invitee> Members { get; init; } = [];
    public Draft? Message { get; init; }
    public string? ClientId { get; init; }
}

/// <summary>Makes a conversation in an agent's name, with everyone named as an initial member (SE-4).</summary>
public sealed class CreateConversation(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    Newcomers newcomers,
    Invitations invitations
)
{
    public Task<Created> RunAsync(AgentCaller caller, NewConversation made, CancellationToken cancel) =>
        work.CreateAsync(unit => CreateAsync(unit, caller, made), cancel);

    private async Task<Created> CreateAsync(IUnit unit, AgentCaller caller, NewConversation made)
    {
        if (made.ClientId is not null && await conversations.FindStartedAsync(unit, caller.PersonId, made.ClientId) is { } known)
        {
            return new(known, 200);
        }
        var agent = (await people.AgentsAsync(unit, [caller.PersonId])).Single();
        var change = Conversation.Start(
            new AgentStart
            {
                Agent = agent,
                Name = made.Name,
                Description = made.Description,
                ReadOnly = made.ReadOnly,
                Public = made.Public,
                Members = await newcomers.ReadAsync(unit, caller, made.Members, []),
                Message = made.Message,
            },
            unit.NewId,
            unit.Now
        );
        await conversations.InsertAsync(unit, change, new(made.ClientId, null, null, caller.Via()));
        await invitations.SendToAddedAsync(unit, change, caller.Person, made.Members);
        return new(change.After.Id);
    }
}

/// <summary>Turns what was typed or chosen into people: known ones by id or by an agent's address, new guests by theirs.</summary>
public sealed class Newcomers(IPeopleStore people)
{
    /// <param name="unit">The write that they are added by.</param>
    /// <param name="caller">Who adds them; new guests read the same language until they say which (ME-19).</param>
    /// <param name="invitees">What was typed or chosen.</param>
    /// <param name="present">Guests who are members now: an address of theirs makes no second guest.</param>
    /// <param name="only">The field of the one invitee, where the request has no list of them.</param>
    public async Task<IReadOnlyList<Newcomer>> ReadAsync(
        IUnit unit,
        Caller caller,
        IReadOnlyList<Invitee> invitees,
        IEnumerable<Member> present,
        string? only = null
    )
    {
        if (invitees.Count > Limits.Members)
        {
            throw new Refused(ConversationRefusals.TooManyMembers(invitees.Count));
        }
        var agents = (await people.AgentsAsync(unit, Ids(invitees, invitee => invitee.AgentId))).ToDictionary(agent => agent.Id);
        var guests = (await people.GuestsAsync(unit, Ids(invitees, invitee => invitee.GuestId))).ToDictionary(guest => guest.Id);
        var addresses = new KnownAddresses(present.Select(member => member.Email));
        var errors = new FieldErrors();
        var found = new List<Newcomer>();
        for (var i = 0; i < invitees.Count; i++)
        {
            var field = only ?? $"members[{i}]";
            switch (invitees[i])
            {
                case { AgentId: { } id }:
                    Take(agents.TryGetValue(id, out var agent) ? Newcomer.Of(agent) : null, field, "There is no such agent.");
                    break;
                case { GuestId: { } id }:
                    Take(guests.TryGetValue(id, out var guest) ? Newcomer.Of(guest) : null, field, "There is no such guest.");
                    addresses.TryAdd(guest?.Email);
                    break;
                case var typed when !EmailAddress.TryRead(typed.Email, out var address, out var problem):
                    errors.Add($"{field}.email", problem ?? "Give an e-mail address.");
                    break;
                case var typed when GuestName.Problem(typed.Name) is { } problem:
                    errors.Add($"{field}.name", problem);
                    break;
                case var typed when !errors.Any && await ByAddressAsync(unit, caller, typed, addresses) is { } newcomer:
                    found.Add(newcomer);
                    break;
            }
        }
        errors.ThrowIfAny();
        return found;

        void Take(Newcomer? newcomer, string field, string problem)
        {
            if (newcomer is null)
            {
                errors.Add(field, problem);
            }
            else
            {
                found.Add(newcomer);
            }
        }
    }

    // GU-5: an agent's address makes that agent a member. A guest's claimed address proves nothing, so it is always a new guest (GU-3).
    private async Task<Newcomer?> ByAddressAsync(IUnit unit, Caller caller, Invitee typed, KnownAddresses known)
    {
        var address = EmailAddress.Read(typed.Email);
        return await people.AgentByEmailAsync(unit, address.Folded) is { } agent ? Newcomer.Of(agent)
            : !known.TryAdd(address.Typed) ? null
            : Newcomer.Of(await people.NewGuestAsync(unit, new(GuestName.Read(typed.Name), address.Typed, Language: caller.Language)));
    }

    private static List<string> Ids(IReadOnlyList<Invitee> invitees, Func<Invitee, string?> id) =>
        [.. invitees.Select(id).OfType<string>().Distinct()];
}
