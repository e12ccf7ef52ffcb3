using NodaTime;
using XBees.Domain.Agents;

namespace XBees.Domain.Conversations;

// Who comes and who goes (AC-4, AC-9, AC-14, AC-17, RE).
public sealed partial record Conversation
{
    /// <summary>By an agent. Who is there already is passed over; nobody new: nothing happens.</summary>
    public Change Add(Person actor, IReadOnlyList<Newcomer> newcomers, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return Join(newcomers, people => Notice.Joined(actor, people), initial: false, newId, now);
    }

    /// <summary>GU-5: by a guest of this conversation, which is not read-only. Whom an agent removed no guest brings back.</summary>
    public Change AddByGuest(Person actor, IReadOnlyList<Newcomer> newcomers, NewId newId, Instant now)
    {
        if (ReadOnly || SpamSince is not null)
        {
            throw new Refused(ConversationRefusals.ReadOnly);
        }
        List<Newcomer> welcome = [.. newcomers.Where(newcomer => newcomer.Kind == PersonKind.Agent || !IsShutOut(newcomer.AsGuest()))];
        return Join(welcome, people => Notice.Joined(actor, people), initial: false, newId, now);
    }

    /// <summary>LC-2: an agent who sees it without being in it, and joins by themselves; who is there already stays as they are.</summary>
    public Change Enter(AgentCard agent, NewId newId, Instant now) =>
        Join([Newcomer.Of(agent)], people => Notice.Joined(people[0], people), initial: false, newId, now);

    /// <summary>RE-1, RE-4, RE-5: in the transaction of the guest's message, after it.</summary>
    public Change Reinforce(Reinforcement reinforcement, NewId newId, Instant now)
    {
        var newcomers = reinforcement.Agents.Select(agent => Newcomer.Of(agent, reinforcement.Via?.Id)).ToList();
        return Join(newcomers, people => Notice.Joined(null, people, reinforcement.Via), initial: false, newId, now) with
        {
            Alarm = reinforcement.Alarm,
        };
    }

    /// <summary>AC-14: agents and guests alike, the last agent too, and guests of a read-only conversation (AC-12).</summary>
    public Change Leave(Person actor, NewId newId, Instant now)
    {
        var member = MemberOf(actor) ?? throw new Refused(ConversationRefusals.NotAMember);
        return End(member, Notice.Left(member.AsPerson()), newId, now);
    }

    /// <summary>An agent removes others; the last guest only when it was asked twice.</summary>
    public Change Remove(Person actor, string memberId, bool confirmed, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        var member = Current.FirstOrDefault(member => member.Id == memberId) ?? throw new Refused(ConversationRefusals.NoSuchMember);
        if (member.Kind == actor.Kind && member.PersonId == actor.Id)
        {
            return Leave(actor, newId, now);
        }

        if (member.Kind == PersonKind.Guest && CurrentGuests.Count() == 1 && !confirmed)
        {
            throw new Refused(ConversationRefusals.LastGuest);
        }

        return End(member, Notice.Removed(actor, member.AsPerson()), newId, now, actor.Id);
    }

    private Change End(Member member, Notice notice, NewId newId, Instant now, string? removedBy = null)
    {
        var ended = member with { LeftAt = now, RemovedBy = removedBy };
        var after = this with
        {
            Members = [.. Members.Select(other => other.Id == member.Id ? ended : other)],
            AssigneeId = member.Kind == PersonKind.Agent && AssigneeId == member.PersonId ? null : AssigneeId,
        };
        return Tell(after, notice, newId, now) with { Ended = [ended] };
    }

    private Change Join(
        IReadOnlyList<Newcomer> newcomers,
        Func<IReadOnlyList<Person>, Notice> notice,
        bool initial,
        NewId newId,
        Instant now
    )
    {
        var joining = Newly(newcomers).ToList();
        return joining.Count == 0 ? Nothing() : Bring(joining, notice, initial, newId, now);
    }

    private Change Bring(List<Newcomer> joining, Func<IReadOnlyList<Person>, Notice> notice, bool initial, NewId newId, Instant now)
    {
        if (Current.Count() + joining.Count is var wouldBe && wouldBe > Limits.Members)
        {
            throw new Refused(ConversationRefusals.TooManyMembers(wouldBe));
        }

        var rows = Seat(joining, initial, newId, now);
        var seated = rows.Select(row => row.Id).ToHashSet();
        var members = Members.Where(member => !seated.Contains(member.Id)).Concat(rows).ToList();
        var after = this with { Members = members, Kind = KindWith(members) };
        var known = Members.Select(member => member.Id).ToHashSet();
        return Tell(after, notice([.. rows.Select(row => row.AsPerson())]), newId, now) with
        {
            Added = [.. rows.Where(row => !known.Contains(row.Id))],
            Rejoined = [.. rows.Where(row => known.Contains(row.Id))],
        };
    }

    /// <summary>Nobody twice: not by id, and no guest by an address that a guest here already has (GU-13).</summary>
    private IEnumerable<Newcomer> Newly(IReadOnlyList<Newcomer> newcomers)
    {
        var here = Current.Select(member => (member.Kind, member.PersonId)).ToHashSet();
        var addresses = new Guests.KnownAddresses(CurrentGuests.Select(guest => guest.Email));
        foreach (var newcomer in newcomers)
        {
            if ((newcomer.Kind != PersonKind.Guest || addresses.TryAdd(newcomer.Email)) && here.Add((newcomer.Kind, newcomer.PersonId)))
            {
                yield return newcomer;
            }
        }
    }

    /// <summary>Who was here before gets the own row again; what it was initially stays.</summary>
    private List<Member> Seat(List<Newcomer> joining, bool initial, NewId newId, Instant now)
    {
        var past = Members
            .Where(member => !member.IsCurrent)
            .GroupBy(member => (member.Kind, member.PersonId))
            .ToDictionary(rows => rows.Key, rows => rows.Last());
        var order = Members.Count == 0 ? 0 : Members.Max(member => member.Order) + 1;
        return
        [
            .. joining.Select(newcomer =>
                past.TryGetValue((newcomer.Kind, newcomer.PersonId), out var before)
                    ? newcomer.Join(before.Id, order++, before.Initial, now)
                    : newcomer.Join(newId(Ids.Member), order++, initial, now)
            ),
        ];
    }

    // TI-0: every second agent makes a group, one who came after the first had left too.
    private ConversationKind KindWith(IEnumerable<Member> members) =>
        members.Count(member => member.Kind == PersonKind.Agent) > 1 ? ConversationKind.Group : Kind;
}
