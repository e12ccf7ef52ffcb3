using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class RevisingTests
{
    private static readonly Person Guest = Person.Of(Given.Niamh);
    private static readonly Person Agent = Person.Of(Given.Marek);

    private static Reviser Who(Person person) => new(person, Writes: true, Manages: false, ReadOnly: false);

    private static WrittenMessage By(Person author, MessageKind kind = MessageKind.Text) =>
        new()
        {
            Id = "msg_1",
            Kind = kind,
            AuthorKind = author.Kind,
            AuthorId = author.Id,
            Audience = kind == MessageKind.Note ? Audience.Agents : Audience.Everyone,
            Text = "As it was",
            GuestSeq = 1,
            CreatedAt = Given.Now,
        };

    [Theory, Rule("MS-5", "MS-6")]
    [InlineData(false, 24 * 60)]
    [InlineData(true, 15)]
    public void Ones_own_is_changed_for_so_long_and_not_a_moment_longer(bool guest, int minutes)
    {
        var author = guest ? Guest : Agent;
        var last = Given.Now + Duration.FromMinutes(minutes);
        Assert.Equal("As it is", Revising.Edit(By(author), Who(author), "As it is", last));
        Assert.True(Revising.Delete(By(author), Who(author), last));
        var over = last + Duration.FromMilliseconds(1);
        Refused("too-late", 409, () => Revising.Edit(By(author), Who(author), "As it is", over));
        Refused("too-late", 409, () => Revising.Delete(By(author), Who(author), over));
        // The time runs from the writing, however often it was edited since.
        Refused("too-late", 409, () => Revising.Edit(By(author) with { EditedAt = last }, Who(author), "As it is", over));
    }

    [Fact, Rule("MS-5")]
    public void Nobody_edits_what_somebody_else_wrote_a_manager_neither()
    {
        Refused("not-your-message", 403, () => Revising.Edit(By(Guest), Who(Agent), "x", Given.Now));
        Refused("not-your-message", 403, () => Revising.Edit(By(Guest), Who(Agent) with { Manages = true }, "x", Given.Now));
        Refused("not-your-message", 403, () => Revising.Edit(By(Agent, MessageKind.Notice), Who(Agent), "x", Given.Now));
        Assert.NotNull(Revising.Edit(By(Agent, MessageKind.Note), Who(Agent), "x", Given.Now));
    }

    [Fact, Rule("MS-5")]
    public void The_same_text_changes_nothing_and_a_text_is_read_as_when_it_is_sent()
    {
        Assert.Null(Revising.Edit(By(Agent), Who(Agent), "As it was\u0007", Given.Now));
        Assert.Equal("a\nb", Revising.Edit(By(Agent), Who(Agent), "a\r\nb", Given.Now));
        Assert.Equal(["text"], Assert.Throws<Invalid>(() => Revising.Edit(By(Agent), Who(Agent), " ", Given.Now)).Errors.Keys);
    }

    [Fact, Rule("MS-6", "LC-2")]
    public void A_manager_deletes_anybodys_at_any_time_and_no_notice()
    {
        var manager = Who(Agent) with { Manages = true, Writes = false };
        Assert.True(Revising.Delete(By(Guest), manager, Given.Now + Duration.FromDays(400)));
        Refused("not-your-message", 403, () => Revising.Delete(By(Guest, MessageKind.Notice), manager, Given.Now));
        Refused("not-your-message", 403, () => Revising.Delete(By(Guest), Who(Agent), Given.Now));
    }

    [Fact, Rule("MS-6")]
    public void What_is_deleted_is_deleted_once_and_edited_never()
    {
        var gone = By(Guest) with { DeletedAt = Given.Now };
        Refused("message-deleted", 409, () => Revising.Edit(gone, Who(Guest), "x", Given.Now));
        Assert.False(Revising.Delete(gone, Who(Guest), Given.Now + Duration.FromDays(1)));
        Refused("not-your-message", 403, () => Revising.Delete(gone, Who(Agent), Given.Now));
    }

    [Fact, Rule("AC-12")]
    public void In_a_read_only_conversation_a_guest_changes_nothing_and_an_agent_does()
    {
        Refused("read-only", 403, () => Revising.Edit(By(Guest), Who(Guest) with { ReadOnly = true }, "x", Given.Now));
        Refused("read-only", 403, () => Revising.Delete(By(Guest), Who(Guest) with { ReadOnly = true }, Given.Now));
        Assert.NotNull(Revising.Edit(By(Agent), Who(Agent) with { ReadOnly = true }, "x", Given.Now));
    }

    [Fact]
    public void Who_is_no_member_any_more_changes_nothing_of_theirs() =>
        Refused("not-found", 404, () => Revising.Edit(By(Agent), Who(Agent) with { Writes = false }, "x", Given.Now));

    private static void Refused(string slug, int status, Action change)
    {
        var refusal = Assert.Throws<Refused>(change).Refusal;
        Assert.Equal((slug, status), (refusal.Slug, refusal.Status));
    }
}
