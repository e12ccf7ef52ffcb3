using XBees.Domain;
using XBees.Domain.Guests;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Guests;

public sealed class GuestEditTests
{
    private static readonly GuestDetails Grace = new("Grace", "grace@example.org", null, null);

    [Fact, Rule("GU-11", "GU-12")]
    public void What_was_typed_is_cleaned_and_only_what_changes_is_told()
    {
        var changes = GuestEdit.Decide(Grace, new(" Gr\u202Eace H. ", "grace@example.org", " +49 30 123 ", "\u200B"));
        Assert.Equal([new("name", "Grace", "Grace H."), new FieldChange("phone", null, "+49 30 123")], changes);
        Assert.Equal(new("Grace H.", "grace@example.org", "+49 30 123", null), GuestEdit.Apply(Grace, changes));
        Assert.Empty(GuestEdit.Decide(Grace, Grace));
        Assert.Equal([new("email", "grace@example.org", null)], GuestEdit.Decide(Grace, Grace with { Email = " " }));
    }

    [Fact, Rule("GU-11")]
    public void Everything_that_is_wrong_is_told_at_once_and_what_was_there_before_a_rule_may_stay()
    {
        var refused = Assert.Throws<Invalid>(() => GuestEdit.Decide(Grace, new(new('x', 201), "no", "?", new('x', 201))));
        Assert.Equal(["company", "email", "name", "phone"], refused.Errors.Keys.Order());
        var old = Grace with { Phone = "?" };
        Assert.Equal([new FieldChange("company", null, "Oak")], GuestEdit.Decide(old, old with { Company = "Oak" }));
    }

    [Theory, Rule("GU-3", "GU-13")]
    [InlineData("GRACE@Example.ORG", true)]
    [InlineData("grace@example.com", false)]
    [InlineData(null, false)]
    public void Only_another_way_of_writing_an_address_keeps_it_proven(string? email, bool keeps) =>
        Assert.Equal(keeps, GuestEdit.KeepsProof(Grace, Grace with { Email = email }));
}
