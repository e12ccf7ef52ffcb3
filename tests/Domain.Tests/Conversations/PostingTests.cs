using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class PostingTests
{
    private static readonly Person Guest = Person.Of(Given.Niamh);
    private static readonly Person Agent = Person.Of(Given.Marek);

    private static readonly PostingHead Head = new()
    {
        Tally = new(7, 4, 5, 3),
        ReadOnly = false,
        AuthorIsMember = true,
        AnyAgentLeft = true,
    };

    [Fact, Rule("MS-9")]
    public void A_text_moves_all_four_numbers()
    {
        var posted = Posting.Post(Head, Guest, new("Hello", ClientId: "c1"), "msg_1", Given.Now);
        Assert.Equal(new Tally(8, 5, 6, 4), posted.Message.Tally);
        Assert.Equal((8, 5), (posted.Message.Seq, posted.Message.GuestSeq));
        Assert.Equal(Audience.Everyone, posted.Message.Audience);
        Assert.Equal("c1", posted.Message.ClientId);
        Assert.Equal(Given.Now, posted.Message.CreatedAt);
        Assert.False(posted.NobodyIsThere);
    }

    [Fact, Rule("MS-9")]
    public void A_note_is_for_agents_and_moves_nothing_that_a_guest_could_count()
    {
        var note = Posting.Post(Head, Agent, new("Careful", MessageKind.Note), "msg_1", Given.Now).Message;
        Assert.Equal(Audience.Agents, note.Audience);
        Assert.Equal(new Tally(8, 4, 6, 3), note.Tally);
    }

    [Fact, Rule("MS-9")]
    public void A_guest_writes_no_note() => Refused("forbidden", Head, Guest, MessageKind.Note);

    [Theory, Rule("AC-12")]
    [InlineData(MessageKind.Text, "read-only")]
    [InlineData(MessageKind.Note, "forbidden")]
    public void In_a_read_only_conversation_a_guest_does_not_write(MessageKind kind, string slug) =>
        Refused(slug, Head with { ReadOnly = true }, Guest, kind);

    [Fact, Rule("AC-12")]
    public void In_a_read_only_conversation_an_agent_writes() =>
        Assert.Equal("Hello", Posting.Post(Head with { ReadOnly = true }, Agent, new("Hello"), "msg_1", Given.Now).Message.Text);

    [Fact]
    public void Who_is_no_member_is_not_told_that_there_is_a_conversation()
    {
        var refusal = Refused("not-found", Head with { AuthorIsMember = false, ReadOnly = true }, Guest, MessageKind.Text);
        Assert.Equal(404, refusal.Status);
    }

    [Fact, Rule("RE-1", "RE-5")]
    public void Only_a_guest_who_writes_where_no_agent_is_waits()
    {
        var alone = Head with { AnyAgentLeft = false };
        Assert.True(Posting.Post(alone, Guest, new("Hello?"), "msg_1", Given.Now).NobodyIsThere);
        Assert.False(Posting.Post(alone, Agent, new("Through the API"), "msg_1", Given.Now).NobodyIsThere);
    }

    [Fact, Rule("MS-1")]
    public void A_text_that_is_refused_is_refused_at_its_field()
    {
        Assert.Equal(["text"], Assert.Throws<Invalid>(() => Posting.Post(Head, Guest, new(" "), "msg_1", Given.Now)).Errors.Keys);
        var given = new Given();
        var start = Given.ByLink(Given.Ines) with { Message = new("") };
        Assert.Equal(["message.text"], Assert.Throws<Invalid>(() => Conversation.Start(start, given.NewId, Given.Now)).Errors.Keys);
    }

    [Fact]
    public void A_message_does_not_make_a_version_stale()
    {
        var given = new Given();
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.Post(Guest, new("And?"), given.NewId, Given.Now);
        Assert.False(change.HeadChanged);
        Assert.Equal(conversation.Version, change.After.Version);
        Assert.Equal(conversation.Tally.LastSeq + 1, Assert.Single(change.Messages).Seq);
    }

    private static Refusal Refused(string slug, PostingHead head, Person author, MessageKind kind)
    {
        var refused = Assert.Throws<Refused>(() => Posting.Post(head, author, new("Hello", kind), "msg_1", Given.Now));
        Assert.Equal(slug, refused.Refusal.Slug);
        Assert.Equal(refused.Refusal, Posting.Refuses(head, author.Kind, kind));
        return refused.Refusal;
    }
}
