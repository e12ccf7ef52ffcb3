using XBees.Domain.Widgets;
using XBees.Testing;

namespace XBees.Domain.Tests.Widgets;

[Rule("GU-1")]
public sealed class GuestFormTests
{
    private static readonly GuestEntry Full = new("Anna", "anna@example.com", "+48 22 555 01 23", true);

    private static GuestForm Form(
        FieldRule name = FieldRule.Hidden,
        FieldRule email = FieldRule.Hidden,
        FieldRule phone = FieldRule.Hidden,
        string? consent = null
    ) =>
        GuestForm.Of(
            new()
            {
                Fields = new()
                {
                    Name = name,
                    Email = email,
                    Phone = phone,
                    Consent = consent,
                },
            }
        );

    [Fact]
    public void A_personal_link_asks_for_name_and_e_mail()
    {
        var refused = Assert.Throws<Invalid>(() => GuestForm.OfLink.Read(new()));
        Assert.Equal(["guest.name", "guest.email"], refused.Errors.Keys);
        Assert.Equal("anna@example.com", GuestForm.OfLink.Read(new("Anna", "Anna@example.com")).Email!.Folded);
    }

    [Theory]
    [InlineData("guest.name")]
    [InlineData("guest.email")]
    [InlineData("guest.phone")]
    [InlineData("guest.consent")]
    public void A_required_field_that_is_missing_is_refused_at_its_field(string missing)
    {
        var form = Form(FieldRule.Required, FieldRule.Required, FieldRule.Required, "I agree.");
        var entry = missing switch
        {
            "guest.name" => Full with { Name = "\u200B" },
            "guest.email" => Full with { Email = " " },
            "guest.phone" => Full with { Phone = null },
            _ => Full with { Consent = false },
        };
        Assert.Equal([missing], Assert.Throws<Invalid>(() => form.Read(entry)).Errors.Keys);
        Assert.Equal("Anna", form.Read(Full).Name);
    }

    [Fact, Rule("GU-6")]
    public void A_widget_that_asks_for_nothing_takes_everybody()
    {
        var details = Form().Read(new());
        Assert.Equal(new GuestDetails(null, null, null, null), details);
    }

    [Fact]
    public void An_optional_field_may_be_empty_but_not_wrong()
    {
        var form = Form(FieldRule.Optional, FieldRule.Optional, FieldRule.Optional);
        Assert.Null(form.Read(new("", "  ", "")).Email);
        var refused = Assert.Throws<Invalid>(() => form.Read(new(new string('x', 201), "anna@", "no")));
        Assert.Equal(["Add the part after the @."], refused.Errors["guest.email"]);
        Assert.Equal(["guest.email", "guest.name", "guest.phone"], refused.Errors.Keys.Order());
    }

    [Fact]
    public void What_the_owner_chose_not_to_collect_is_not_kept() =>
        Assert.Equal(new GuestDetails(null, null, null, null), Form().Read(Full));

    [Fact]
    public void A_hidden_field_cannot_be_wrong() => Assert.Null(Form().Read(new(Email: "anna@")).Email);

    [Fact, Rule("PV-1")]
    public void The_version_of_the_consent_is_kept()
    {
        var settings = new WidgetSettings { Fields = new() { Consent = "I agree." } };
        Assert.Equal(settings.ConsentVersion, GuestForm.Of(settings).Read(Full).ConsentVersion);
    }
}
