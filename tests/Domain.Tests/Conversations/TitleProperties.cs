using CsCheck;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

/// <summary>Titles after any history of members, against an account that was kept beside it.</summary>
public sealed class TitleProperties
{
    [Fact, Rule("TI-0")]
    public void A_group_is_what_had_a_second_agent_or_began_as_one_and_stays_it() =>
        Every(history =>
        {
            Assert.Equal(history.EverGroup, history.Conversation.Kind == ConversationKind.Group);
            Assert.DoesNotContain(ConversationKind.OneOnOne, history.KindsAfterGroup);
        });

    [Fact, Rule("TI-1", "TI-2", "TI-5", "TI-7", "TI-9", "TI-10")]
    public void What_an_agent_sees() =>
        Every(history =>
        {
            var facts = TitleFacts.Of(history.Conversation);
            foreach (var agent in history.Agents)
            {
                Assert.Equal(ExpectedFor(history, agent), Title.For(facts, Viewer.Agent(agent, true)).Text);
            }

            Assert.Equal(ExpectedFor(history, null), Title.For(facts, Viewer.Agent("agt_admin", false)).Text);
        });

    [Fact, Rule("TI-3", "TI-4", "TI-5", "TI-7", "TI-8")]
    public void What_a_guest_sees() =>
        Every(history =>
            Assert.Equal(ExpectedForGuest(history), Title.For(TitleFacts.Of(history.Conversation), Viewer.Guest("gst_0")).Text)
        );

    [Fact, Rule("TI-8", "MS-17")]
    public void No_guest_reads_another_guests_name_or_an_agents_own_where_there_is_one_for_guests() =>
        Every(history =>
        {
            var title = Title.For(TitleFacts.Of(history.Conversation), Viewer.Guest("gst_0"));
            var hidden = history
                .AgentsEver.Where(id => History.AgentForGuests(id) != History.AgentName(id))
                .Select(History.AgentName)
                .Concat(
                    history
                        .Conversation.Members.Where(member => member.Kind == PersonKind.Guest)
                        .Select(member => History.GuestName(member.PersonId))
                );
            Assert.Empty(title.Names.Intersect(hidden));
        });

    [Fact, Rule("TI-6", "TI-11")]
    public void The_avatar_is_that_of_the_names_without_the_given_one() =>
        Every(history =>
        {
            var facts = TitleFacts.Of(history.Conversation);
            foreach (var viewer in new[] { Viewer.Guest("gst_0"), Viewer.Agent("agt_0", history.Agents.Contains("agt_0")) })
            {
                var title = Title.For(facts, viewer);
                var computed = Title.For(facts with { GivenName = null }, viewer);
                Assert.Equal(computed.Avatar, title.Avatar);
                Assert.Equal(computed.Names.Count > 1, title.Avatar.Kind == "duo");
                Assert.Equal(computed.Text == "–" ? "" : DisplayName.Initials(computed.Names[0]), title.Avatar.Text);
                Assert.InRange(title.Avatar.Color, 1, 8);
            }
        });

    [Fact]
    public void Three_guests_four_agents_and_the_counts_are_all_that_is_needed() =>
        Every(history =>
        {
            var few = TitleFacts.Of(history.Conversation);
            var all = few with
            {
                Guests = [.. history.Conversation.CurrentGuests.OrderBy(guest => guest.Order).Select(guest => guest.AsGuest())],
                Agents = [.. history.Conversation.CurrentAgents.OrderBy(agent => agent.Order).Select(agent => agent.AsAgent())],
            };
            Assert.InRange(few.Guests.Count, 0, 3);
            Assert.InRange(few.Agents.Count, 0, 4);
            foreach (var viewer in history.Agents.Select(agent => Viewer.Agent(agent, true)).Append(Viewer.Guest("gst_0")))
            {
                var (short_, long_) = (Title.For(few, viewer), Title.For(all, viewer));
                Assert.Equal((long_.Text, long_.Avatar), (short_.Text, short_.Avatar));
            }
        });

    [Fact, Rule("MS-9")]
    public void Both_numbers_of_the_timeline_rise_by_one_and_a_guest_cannot_count_what_is_hidden() =>
        Every(history =>
        {
            Assert.Equal(Enumerable.Range(1, history.Timeline.Count).Select(i => (long)i), history.Timeline.Select(message => message.Seq));
            var open = history.Timeline.Where(message => message.Audience == Audience.Everyone).ToList();
            Assert.Equal(Enumerable.Range(1, open.Count).Select(i => (long)i), open.Select(message => message.GuestSeq));
            var words = history.Timeline.Where(message => message.Kind != MessageKind.Notice).ToList();
            Assert.Equal(
                new Tally(history.Timeline.Count, open.Count, words.Count, words.Count(message => message.Kind == MessageKind.Text)),
                history.Conversation.Tally
            );
        });

    [Fact, Rule("AC-9")]
    public void Who_is_there_is_who_came_and_did_not_go_in_the_order_of_coming() =>
        Every(history =>
        {
            Assert.Equal(history.Guests, history.Conversation.CurrentGuests.Select(guest => guest.PersonId));
            Assert.Equal(history.Agents, history.Conversation.CurrentAgents.Select(agent => agent.PersonId));
        });

    private static void Every(Action<History> holds) => Script.Any.Sample(script => holds(new History(script)), iter: Cases.Count);

    private static string ExpectedFor(History history, string? agent)
    {
        if (history.GivenName is not null)
        {
            return history.GivenName;
        }

        if (history.Guests.Count > 0)
        {
            return Listed(history.Guests, History.GuestName);
        }

        if (history.LastGuest is not null)
        {
            return History.GuestName(history.LastGuest);
        }

        var others = history.Agents.Where(id => id != agent).ToList();
        return others.Count > 0 ? Listed(others, History.AgentName)
            : agent is not null ? History.AgentName(agent)
            : history.LastAgent is not null ? History.AgentName(history.LastAgent)
            : "–";
    }

    private static string ExpectedForGuest(History history)
    {
        if (history.GivenName is not null)
        {
            return history.GivenName;
        }

        if (history.Service is not null && (history.EverGroup || history.ThroughWidget))
        {
            return history.Service;
        }

        return history.Agents.Count > 0 ? Listed(history.Agents, History.AgentForGuests)
            : history.LastAgent is not null ? History.AgentForGuests(history.LastAgent)
            : "–";
    }

    private static string Listed(List<string> ids, Func<string, string> name)
    {
        var names = ids.Select(name).ToList();
        return names.Count <= 3 ? string.Join(", ", names) : $"{names[0]}, {names[1]}, {names[2]} +{names.Count - 3}";
    }
}
