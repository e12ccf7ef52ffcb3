using CsCheck;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

[Rule("MS-1", "MS-17")]
public sealed class MessageTextTests
{
    [Theory]
    [InlineData("Hello")]
    [InlineData("  indented\n\tlines  \n")]
    [InlineData("<b>bold</b> & \"quoted\"")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("a\u202Eb")]
    [InlineData("Z̸̢̛̪a̶l̷g̶o̸")]
    public void Words_are_kept_as_written(string typed) => Assert.Equal(typed, MessageText.Read(typed));

    [Theory]
    [InlineData("a\0b\u0007c\u001B[31m\u009Bd", "abc[31md")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo\nthree")]
    public void Control_characters_are_removed(string typed, string kept) => Assert.Equal(kept, MessageText.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\0\u0007")]
    [InlineData("\u200B\u3164")]
    public void Nothing_to_read_is_no_message(string? typed)
    {
        var refused = Assert.Throws<Invalid>(() => MessageText.Read(typed));
        Assert.Equal(["Write something first."], refused.Errors["text"]);
    }

    [Fact]
    public void A_lone_surrogate_is_refused()
    {
        // Not as InlineData: attributes are UTF-8, which has no half characters.
        string[] halves = ["a\uD83D", "\uDC1Da", "\uDC1D\uD83D"];
        Assert.All(halves, half => Assert.Throws<Invalid>(() => MessageText.Read(half, "message.text")));
    }

    [Fact]
    public void Control_characters_do_not_count() => Assert.Equal(10_000, MessageText.Read(new string('x', 10_000) + "\0\0").Length);

    [Fact]
    public void Reading_twice_changes_nothing() =>
        Gen.String.Sample(
            typed => MessageText.Problem(typed) is not null || MessageText.Read(MessageText.Read(typed)) == MessageText.Read(typed),
            iter: Cases.Count
        );
}
