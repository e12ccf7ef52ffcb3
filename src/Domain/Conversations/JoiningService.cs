using NodaTime;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

// SV-3: who joins a service, and is to come to what it already has.
public sealed partial record Conversation
{
    /// <summary>
    /// The newcomers whom the service brings join it, with one notice. A conversation that would get too full is left as it is (AC-17):
    /// the change of the service was refused for it before.
    /// </summary>
    public Change JoinThrough(ServiceTeam team, IReadOnlyCollection<string> newcomers, Person actor, NewId newId, Instant now)
    {
        if (!GoesOn || !HasServiceField || Service?.Id != team.Id)
        {
            return Nothing();
        }

        var joining = Newly([.. team.Brings().Where(agent => newcomers.Contains(agent.Id)).Select(agent => Newcomer.Of(agent, team.Id))])
            .ToList();
        return Current.Count() + joining.Count > Limits.Members
            ? Nothing()
            : Join(joining, people => Notice.Joined(actor, people, new ServiceRef(team.Id, team.Name)), initial: false, newId, now);
    }
}
