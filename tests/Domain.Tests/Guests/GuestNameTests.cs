using CsCheck;
using XBees.Domain.Guests;
using XBees.Testing;

namespace XBees.Domain.Tests.Guests;

public sealed class GuestNameTests
{
    [Theory, Rule("GU-12", "TI-7")]
    [InlineData("\u200B\u200B\u200B\u200B\u200B")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u200D\u200D")]
    [InlineData("\uFE0F")]
    [InlineData("\u202E\u202C")]
    [InlineData(" \t\n ")]
    [InlineData("")]
    public void A_name_nobody_can_see_is_no_name(string typed) => Assert.Null(GuestName.Clean(typed));

    [Theory, Rule("GU-12")]
    [InlineData("a\u202Egnp.exe", "agnp.exe")]
    [InlineData("\u2067Anna\u2069", "Anna")]
    [InlineData("An\u0007na\u0000", "Anna")]
    [InlineData("Anna\u200F\u061C", "Anna")]
    [InlineData("Anna\r\nBcc: x", "Anna  Bcc: x")]
    [InlineData("An\u200Bna\uFEFF", "Anna")]
    [InlineData("  Anna Nowak ", "Anna Nowak")]
    public void Control_and_bidi_characters_are_removed(string typed, string shown) => Assert.Equal(shown, GuestName.Clean(typed));

    [Theory, Rule("GU-12")]
    [InlineData("محمد")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("می‌خواهم")]
    [InlineData("Agent (Support)")]
    [InlineData("Alex / \"K\" <b>&amp;</b>")]
    [InlineData("Niamh O’Brien")]
    [InlineData("❤️")]
    public void What_people_are_called_is_kept_as_typed(string typed) => Assert.Equal(typed, GuestName.Clean(typed));

    [Fact]
    public void Three_hundred_letters_are_refused_with_the_number()
    {
        var refused = Assert.Throws<Invalid>(() => GuestName.Read(new string('x', 300)));
        Assert.Equal(["At most 200 characters; this has 300."], refused.Errors["name"]);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Throws<Invalid>(() => GuestName.Read("An\uD83Dna"));

    [Fact]
    public void Cutting_never_breaks_what_readers_see_as_one()
    {
        Assert.Equal("👩‍👩‍👧‍👦…", DisplayName.Cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 1));
        Assert.Equal("é…", DisplayName.Cut("e\u0301tude".Normalize(), 1));
        Assert.Equal("e\u0301…", DisplayName.Cut("e\u0301tude", 1));
        Assert.Equal("Anna", DisplayName.Cut("Anna", 4));
        Assert.Equal("Anna…", DisplayName.Cut("Anna Nowak", 5));
    }

    [Theory, Rule("TI-6")]
    [InlineData("Niamh O'Brien", "NO")]
    [InlineData("Sales", "S")]
    [InlineData("Guest 4821", "G")]
    [InlineData("anna maria nowak", "AN")]
    [InlineData("\"Al\" (Sales)", "AS")]
    [InlineData("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦")]
    [InlineData("محمد علي", "مع")]
    [InlineData("łukasz żółć", "ŁŻ")]
    [InlineData("4821", "4")]
    [InlineData("ǆoni", "Ǆ")]
    public void Initials_are_the_first_and_the_last_words(string name, string initials) =>
        Assert.Equal(initials, DisplayName.Initials(name));

    [Fact, Rule("GU-12")]
    public void A_clean_name_is_clean_has_initials_and_can_be_cut_anywhere() =>
        Gen.OneOf(
                Gen.String,
                Gen.OneOf(Gen.Char["aÉ \"(\u200B\u202E\u0301\u200D\uFE0F\u3164م\n"], Gen.Char.AlphaNumeric)
                    .Array[0, 12]
                    .Select(letters => new string(letters))
            )
            .Sample(
                typed =>
                {
                    if (GuestName.Problem(typed) is not null || GuestName.Clean(typed) is not { } name)
                    {
                        return;
                    }

                    Assert.Equal(name, GuestName.Clean(name));
                    Assert.NotEmpty(DisplayName.Initials(name));
                    var cut = DisplayName.Cut(name, 2);
                    Assert.True(cut == name || name.StartsWith(cut[..^1], StringComparison.Ordinal));
                },
                iter: Cases.Count
            );

    [Fact]
    public void In_plain_text_a_name_is_isolated() => Assert.Equal("\u2068محمد\u2069", DisplayName.Isolate("محمد"));

    [Theory, Rule("TI-7", "TI-10")]
    [InlineData("Anna", "anna@example.com", false, "en", "Anna")]
    [InlineData(null, "k.wolf@example.com", false, "en", "k.wolf")]
    [InlineData(null, null, false, "en", "Guest 4821")]
    [InlineData(null, null, false, "de", "Gast 4821")]
    [InlineData("Anna", "anna@example.com", true, "en", "Deleted guest")]
    public void A_guest_is_shown_by_name_then_local_part_then_number(
        string? name,
        string? email,
        bool erased,
        string language,
        string label
    ) => Assert.Equal(label, GuestLabel.For(new GuestCard("gst_1", name, email, 4821, erased), language));

    [Theory]
    [InlineData("+48 22 555-01-23")]
    [InlineData("(22) 5550123 wew. 7")]
    [InlineData("+1 415 555 0100;ext=5")]
    [InlineData("112")]
    [InlineData("٠١٢٣٤٥")]
    public void A_telephone_number_is_kept_as_people_write_it(string typed)
    {
        Assert.Null(PhoneText.Problem(typed));
        Assert.Equal(typed, PhoneText.Clean(typed));
    }

    [Theory]
    [InlineData("SUPPORT")]
    [InlineData("12")]
    [InlineData("<script>123</script>")]
    [InlineData("+4822555012300000000000000000000000000000000000000000000000")]
    public void What_can_be_no_number_is_refused(string typed) => Assert.NotNull(PhoneText.Problem(typed));
}
