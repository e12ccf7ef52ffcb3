using System.Globalization;
using CsCheck;
using XBees.Domain.Search;
using XBees.Testing;

namespace XBees.Domain.Tests.Search;

public sealed class FoldTests
{
    [Theory, Rule("SE-2")]
    [InlineData("Müller", "muller")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("ŁÓDŹ", "lodz")]
    [InlineData("Søren", "soren")]
    [InlineData("Đặng", "dang")]
    [InlineData("STRASSE straße STRAẞE", "strasse strasse strasse")]
    [InlineData("Işık İnci ISIK", "isik inci isik")]
    [InlineData("Þór Ægir Œuvre ŋ", "thor aegir oeuvre n")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("Ёлка", "елка")]
    [InlineData("Ｆｕｌｌ ﬁne", "full fine")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("An\u200Bna Nu\u00ADnez", "anna nunez")]
    [InlineData("١٢٣", "123")]
    public void Accents_case_and_kin_are_folded(string text, string words) => Assert.Equal(words.Split(' '), Words(text));

    [Fact, Rule("SE-2")]
    public void The_fold_is_the_same_in_every_culture()
    {
        const string text = "IŞIK ışık İnci Straße ΟΔΟΣ Łódź";
        var here = Words(text);
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "az-Latn-AZ", "lt-LT", "de-DE", "el-GR", "" })
            {
                CultureInfo.CurrentCulture = new(culture);
                Assert.Equal(here, Words(text));
                Assert.True(SearchQuery.Parse("isik ΟΔΌΣ lodz")!.Matches(Findable.Of(text)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, Rule("SE-2")]
    [InlineData("Niamh O'Brien", "niamh o brien obrien")]
    [InlineData("Niamh O’Brien", "niamh o brien obrien")]
    [InlineData("Anna-Maria", "anna maria annamaria")]
    [InlineData("o'connor+crm@example.com", "o connor oconnor crm example com oconnorcrmexamplecom")]
    [InlineData("山田 太郎", "山 田 山田 太 郎 太郎")]
    [InlineData("-- ' !?", "")]
    public void Words_stand_alone_and_joined(string text, string words) =>
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), Words(text));

    [Theory, Rule("SE-2")]
    [InlineData("O'Brien")]
    [InlineData("obrien")]
    [InlineData("o brien")]
    [InlineData("O’Bri")]
    [InlineData("NIAMH")]
    [InlineData("brien niamh")]
    public void C30_all_name_queries_find_both(string typed)
    {
        Assert.True(SearchQuery.Parse(typed)!.Matches(Findable.Of("Niamh O'Brien")));
        Assert.True(SearchQuery.Parse(typed)!.Matches(Findable.Of("Niamh O’Brien")));
    }

    [Theory, Rule("SE-2")]
    [InlineData("o'connor+crm@example.com", true)]
    [InlineData("o'connor crm@example.com", true)]
    [InlineData("oconnor", true)]
    [InlineData("example.com", true)]
    [InlineData("o'connor@example.com", true)]
    [InlineData("o'connor+shop@example.com", false)]
    public void C30_an_address_is_found_by_its_words(string typed, bool found) =>
        Assert.Equal(found, SearchQuery.Parse(typed)!.Matches(Findable.Of("o'connor+crm@example.com")));

    [Theory, Rule("SE-2")]
    [InlineData("' + - \" ( : ~ *")]
    [InlineData("   ")]
    [InlineData("\u200B")]
    [InlineData(null)]
    public void What_has_no_letter_asks_for_nothing(string? typed) => Assert.Null(SearchQuery.Parse(typed));

    [Fact, Rule("SE-2")]
    public void No_character_has_a_meaning_of_its_own() =>
        Gen.Char[" \"'()*+-/:[\\]^{|}~?&!ab1"]
            .Array[0, 12]
            .Select(letters => new string(letters))
            .Sample(
                typed => SearchQuery.Parse(typed) is not { } query || query.Matches(Findable.Of([typed], [])) || IsOfDigits(typed),
                iter: Cases.Count
            );

    [Fact, Rule("SE-2")]
    public void Whatever_is_typed_is_read_and_its_places_lie_in_the_text() =>
        Gen
            .String.Select(Gen.String)
            .Sample(
                (typed, text) =>
                {
                    var ranges = SearchQuery.Parse(typed)?.Ranges(text) ?? [];
                    return ranges.All(range => range.Start >= 0 && range.Length > 0 && range.Start + range.Length <= text.Length)
                        && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.Start + pair.First.Length < pair.Second.Start);
                },
                iter: Cases.Count
            );

    [Fact, Rule("SE-2")]
    public void Any_text_is_found_by_itself_in_another_case() =>
        Gen.String.Sample(
            text => SearchQuery.Parse(text) is not { } query || text.Any(char.IsDigit) || query.Matches(Findable.Of(text)),
            iter: Cases.Count
        );

    [Theory, Rule("SE-7")]
    [InlineData("kow", "Kowalski", true)]
    [InlineData("kow jan", "Jan Kowalski", false)]
    [InlineData("jan kow", "Jan Kowalski", true)]
    [InlineData("kawalski", "Kowalski", true)]
    [InlineData("kawalsky", "Kowalski", true)]
    [InlineData("kawelsky", "Kowalski", false)]
    [InlineData("nowka", "Nowak", true)]
    [InlineData("nwka", "Nowak", false)]
    [InlineData("jna", "Jan", false)]
    [InlineData("anna jnan", "Anna Jan", true)]
    public void The_last_word_is_a_prefix_and_slips_count_by_length(string typed, string text, bool found) =>
        Assert.Equal(found, SearchQuery.Parse(typed)!.Matches(Findable.Of(text)));

    [Theory, Rule("SE-7")]
    [InlineData("+49 (0)40 123-456", "040 123 456", true)]
    [InlineData("+49 (0)40 123-456", "+4940123456", true)]
    [InlineData("+49 (0)40 123-456", "0049 40 123456", true)]
    [InlineData("+49 (0)40 123-456", "40123", true)]
    [InlineData("+49 (0)40 123-456", "123456", true)]
    [InlineData("+49 (0)40 123-456", "12 34 56", true)]
    [InlineData("+49 (0)40 123-456", "123457", false)]
    [InlineData("+49 (0)40 123-456", "+48 40 123456", false)]
    [InlineData("040/123 456", "+49 40 123456", true)]
    [InlineData("+39 06 6982", "066982", true)]
    [InlineData("+39 06 6982", "+39 06 6982", true)]
    [InlineData("+1 (212) 555-0187", "212-555-0187", true)]
    [InlineData("+420 601 123 456", "601123456", true)]
    [InlineData("٠٤٠١٢٣٤٥٦", "040123456", true)]
    public void Phones_are_found_by_their_digits(string phone, string typed, bool found) =>
        Assert.Equal(found, SearchQuery.Parse(typed)!.Matches(Findable.Of([], [phone])));

    [Fact, Rule("SE-7", "SE-2")]
    public void A_number_and_a_name_are_found_together()
    {
        var anna = Findable.Of(["Anna Nowak"], ["+49 40 123456"]);
        Assert.True(SearchQuery.Parse("040 123 anna")!.Matches(anna));
        Assert.True(SearchQuery.Parse("anna 040 123")!.Matches(anna));
        Assert.False(SearchQuery.Parse("anna 040 124")!.Matches(anna));
        // A number in a name is a word like others.
        Assert.True(SearchQuery.Parse("order 4711")!.Matches(Findable.Of("Order 4711")));
        Assert.False(SearchQuery.Parse("order 4712 x")!.Matches(Findable.Of("Order 4711 x")));
    }

    [Theory, Rule("SE-2")]
    [InlineData("mull", "Frau Müller-Łęcka", "Müll")]
    [InlineData("mu\u0308ll", "Mu\u0308ller", "Mu\u0308ll")]
    [InlineData("lecka", "Frau Müller-Łęcka", "Łęcka")]
    [InlineData("mullerlecka", "Frau Müller-Łęcka", "Müller-Łęcka")]
    [InlineData("obrien", "Niamh O’Brien", "O’Brien")]
    [InlineData("strasse", "Straße 7", "Straße")]
    [InlineData("stras", "Straße 7", "Straß")]
    [InlineData("kovalski", "Jan Kowalski", "Kowalski")]
    [InlineData("fine", "ﬁne", "ﬁne")]
    public void What_matched_is_told_by_its_place_in_the_text(string typed, string text, string marked)
    {
        var range = Assert.Single(SearchQuery.Parse(typed)!.Ranges(text));
        Assert.Equal(marked, text.Substring(range.Start, range.Length));
    }

    [Theory, Rule("SE-2", "SE-7")]
    [InlineData("040 123", "+49 (0)40 123-456", "0)40 123")]
    [InlineData("+49 40 123", "040/123 456", "40/123")]
    [InlineData("3456", "+49 (0)40 123-456", "3-456")]
    public void Digits_are_told_by_their_place_in_the_number(string typed, string phone, string marked)
    {
        var range = Assert.Single(SearchQuery.Parse(typed)!.PhoneRanges(phone));
        Assert.Equal(marked, phone.Substring(range.Start, range.Length));
    }

    private static bool IsOfDigits(string typed) => typed.Any(char.IsAsciiDigit);

    private static IEnumerable<string> Words(string text) => Fold.Words(text).Select(word => word.Text);
}
