using CsCheck;
using XBees.Domain.Guests;
using XBees.Testing;

namespace XBees.Domain.Tests.Guests;

[Rule("GU-13")]
public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("j\u00FCrgen@example.com", "ju\u0308rgen@example.com")]
    [InlineData("Anna@Example.COM", "anna@example.com")]
    [InlineData("info@m\u00FCnchen.example", "info@xn--mnchen-3ya.example")]
    [InlineData("info@M\u00DCNCHEN.example", "info@xn--mnchen-3ya.example")]
    [InlineData("anna@example.com\u200B", "anna@example.com")]
    [InlineData("\u2060an\u200Bna@exam\uFEFFple.com", "anna@example.com")]
    [InlineData("  anna@example.com ", "anna@example.com")]
    [InlineData("J\u00DCRGEN@example.com", "ju\u0308rgen@example.com")]
    [InlineData("anna@example\u3002com", "anna@example.com")]
    public void Two_spellings_of_one_address_are_one(string one, string other) =>
        Assert.Equal(EmailAddress.Read(one).Folded, EmailAddress.Read(other).Folded);

    [Theory]
    [InlineData("anna+x@example.com", "anna@example.com")]
    [InlineData("anna@ex\u0430mple.com", "anna@example.com")]
    [InlineData("\u0430nna@example.com", "anna@example.com")]
    [InlineData("anna@example.com", "anna@example.org")]
    [InlineData("an.na@example.com", "anna@example.com")]
    [InlineData("jurgen@example.com", "j\u00FCrgen@example.com")]
    public void Two_addresses_are_two(string one, string other) =>
        Assert.NotEqual(EmailAddress.Read(one).Folded, EmailAddress.Read(other).Folded);

    [Theory]
    [InlineData("Anna@Example.COM", "Anna@Example.COM")]
    [InlineData("info@m\u00FCnchen.example", "info@m\u00FCnchen.example")]
    [InlineData(" o'connor+crm@example.com\u200B", "o'connor+crm@example.com")]
    public void It_is_shown_as_typed(string typed, string shown) => Assert.Equal(shown, EmailAddress.Read(typed).Typed);

    [Theory]
    [InlineData("anna@ex\u0430mple.com")]
    [InlineData("\u0430nna@example.com")]
    [InlineData("anna@\u0430\u0440\u0440\u04CF\u0435.com")]
    [InlineData("p\u03BFl@example.com")]
    [InlineData("\uFF41nna@example.com")]
    public void Letters_that_pass_for_others_are_marked(string typed) => Assert.True(EmailAddress.Read(typed).LooksMixed);

    [Theory]
    [InlineData("anna@example.com")]
    [InlineData("j\u00FCrgen@m\u00FCnchen.example")]
    [InlineData("\u0438\u0432\u0430\u043D@\u043F\u0440\u0438\u043C\u0435\u0440.example")]
    [InlineData("\u0438\u0432\u0430\u043D@example.com")]
    [InlineData("\u4F50\u85E4@example.jp")]
    public void Letters_of_one_script_are_not_marked(string typed) => Assert.False(EmailAddress.Read(typed).LooksMixed);

    [Theory]
    [InlineData("", "Give an e-mail address.")]
    [InlineData(null, "Give an e-mail address.")]
    [InlineData("anna", "Add the @ and the part after it, as in anna@example.com.")]
    [InlineData("anna@", "Add the part after the @.")]
    [InlineData("@example.com", "Add the part before the @.")]
    [InlineData("anna@example", "Add the end of the part after the @, as in example.com.")]
    [InlineData("anna@example.com.", "Take away the dot at the end.")]
    [InlineData("anna@b@example.com", "Write one address with one @.")]
    [InlineData("anna nowak@example.com", "An e-mail address has no blanks.")]
    [InlineData("anna@exam ple.com", "An e-mail address has no blanks.")]
    [InlineData("anna@example.com\r\nBcc: x@example.com", "Write one address with one @.")]
    [InlineData(".anna@example.com", "A dot stands between letters, in the part before the @.")]
    [InlineData("an..na@example.com", "A dot stands between letters, in the part before the @.")]
    [InlineData("<anna@example.com", "The part before the @ cannot hold <")]
    [InlineData("anna@-example.com", "The part after the @ is not a domain name.")]
    [InlineData("anna@exa_mple.com", "The part after the @ is not a domain name.")]
    [InlineData("anna@192.168.1.1", "The part after the @ is not a domain name.")]
    [InlineData("anna@a..com", "The part after the @ is not a domain name.")]
    public void What_is_none_says_what_to_change(string? typed, string sentence)
    {
        Assert.False(EmailAddress.TryRead(typed, out _, out var problem));
        Assert.Equal(sentence, problem);
    }

    [Theory]
    [InlineData('\r')]
    [InlineData('\n')]
    [InlineData('\0')]
    public void Nothing_can_be_smuggled_into_a_mail(char control)
    {
        Assert.Null(EmailAddress.Fold($"anna{control}@example.com"));
        Assert.Null(EmailAddress.Fold($"anna@exa{control}mple.com"));
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Null(EmailAddress.Fold("an\uD83Dna@example.com"));

    [Theory]
    [InlineData("o'connor+crm@example.com")]
    [InlineData("a@b.co")]
    [InlineData("x_y-z!#$%&*/=?^`{|}~@example.com")]
    public void What_people_have_is_taken(string typed) => Assert.Equal(typed, EmailAddress.Read(typed).Folded);

    [Fact]
    public void The_normal_form_is_its_own_normal_form() =>
        Gen.Select(Gen.Char["abcxyzABCXYZ.+'ÄäößİıéÉ\u0301жЖ"].Array[1, 12], Gen.Char["abcABC-äÄé"].Array[1, 8])
            .Select((local, label) => $"{new string(local)}@{new string(label)}.example")
            .Sample(typed => EmailAddress.Fold(typed) is not { } folded || EmailAddress.Fold(folded) == folded, iter: Cases.Count);

    [Fact]
    public void Whatever_is_typed_there_is_an_address_or_a_sentence() =>
        Gen.String.Sample(
            typed =>
                EmailAddress.TryRead(typed, out var address, out var problem)
                    ? address.LooksMixed || address.Folded.Length > 0
                    : problem.Length > 0,
            iter: Cases.Count
        );
}
