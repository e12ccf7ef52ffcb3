using System.Text.Json;
using XBees.Domain.Widgets;
using XBees.Testing;

namespace XBees.Domain.Tests.Widgets;

[Rule("WI-5")]
public sealed class WidgetSettingsTests
{
    [Fact]
    public void The_defaults_are_good_settings()
    {
        var settings = new WidgetSettings();
        Assert.Equal(Json(settings), Json(settings.Read()));
    }

    [Fact]
    public void Settings_are_stored_in_one_form()
    {
        var read = new WidgetSettings
        {
            Color = " #FA3 ",
            Label = "  ",
            Texts = new() { Greeting = " Hello\u0007 ", PrivacyUrl = "https://example.com/privacy" },
            Websites = ["www.example.com", " ", "https://www.example.com/"],
        }.Read();
        Assert.Equal("#ffaa33", read.Color);
        Assert.Null(read.Label);
        Assert.Equal("Hello", read.Texts.Greeting);
        Assert.Equal(["https://www.example.com"], read.Websites);
        Assert.Equal(Json(read), Json(read.Read()));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_each_at_its_field()
    {
        var refused = Assert.Throws<Invalid>(() =>
            new WidgetSettings
            {
                Color = "red",
                Side = "left",
                Locale = "xx",
                Label = new string('x', 41),
                OffsetX = -1,
                OffsetY = 501,
                ZIndex = -1,
                Texts = new()
                {
                    Greeting = new string('x', 501),
                    Intro = new string('x', 501),
                    Welcome = new string('x', 2_001),
                    Offline = "\uD83D",
                    PrivacyUrl = "javascript:alert(1)",
                },
                Fields = new() { Consent = new string('x', 1_001) },
                Websites = ["https://example.com/shop"],
            }.Read()
        );
        Assert.Equal(
            [
                "color",
                "fields.consent",
                "label",
                "locale",
                "offsetX",
                "offsetY",
                "side",
                "texts.greeting",
                "texts.intro",
                "texts.offline",
                "texts.privacyUrl",
                "texts.welcome",
                "websites",
                "zIndex",
            ],
            refused.Errors.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("#12345")]
    [InlineData("#1234567")]
    [InlineData("#12345g")]
    [InlineData("123456")]
    [InlineData("#ff f")]
    [InlineData("")]
    public void A_colour_is_three_or_six_digits(string typed)
    {
        Assert.Contains("color", Assert.Throws<Invalid>(() => new WidgetSettings { Color = typed }.Read()).Errors.Keys);
    }

    [Fact, Rule("PV-1")]
    public void Another_consent_text_is_another_version()
    {
        static string? Version(string? text) => new WidgetSettings { Fields = new() { Consent = text } }.ConsentVersion;
        Assert.Null(Version(null));
        Assert.Equal(Version("I agree."), Version("I agree."));
        Assert.NotEqual(Version("I agree."), Version("I agree!"));
    }

    [Fact]
    public void They_survive_being_stored_as_JSON()
    {
        var settings = new WidgetSettings
        {
            Fields = new() { Name = FieldRule.Optional, Phone = FieldRule.Hidden },
            ZIndex = 5,
        }.Read();
        var json = Json(settings);
        Assert.Contains("\"optional\"", json, StringComparison.Ordinal);
        Assert.Equal(json, Json(JsonSerializer.Deserialize<WidgetSettings>(json, JsonSerializerOptions.Web)!));
    }

    private static string Json(WidgetSettings settings) => JsonSerializer.Serialize(settings, JsonSerializerOptions.Web);
}
