using CsCheck;
using XBees.Domain.Widgets;
using XBees.Testing;

namespace XBees.Domain.Tests.Widgets;

[Rule("SP-6")]
public sealed class WebsiteTests
{
    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com")]
    [InlineData("https://www.example.com/", "https://www.example.com")]
    [InlineData("HTTPS://WWW.Example.com:443", "https://www.example.com")]
    [InlineData("www.example.com", "https://www.example.com")]
    [InlineData("http://localhost:5000", "http://localhost:5000")]
    [InlineData("https://münchen.example", "https://xn--mnchen-3ya.example")]
    [InlineData("https://*.example.com", "https://*.example.com")]
    [InlineData("*.example.com:8443", "https://*.example.com:8443")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void What_is_typed_becomes_an_origin(string typed, string stored)
    {
        Assert.True(Website.TryRead(typed, out var website, out _));
        Assert.Equal(stored, website!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("https://*.com")]
    [InlineData("https://www.*.com")]
    [InlineData("https://example.com/shop")]
    [InlineData("https://example.com?x=1")]
    [InlineData("https://user@example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://exa mple.com")]
    [InlineData("https://*.10.0.0.1")]
    [InlineData("https://example.com.")]
    public void What_is_no_website_is_refused_with_a_sentence(string typed)
    {
        Assert.False(Website.TryRead(typed, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com", true)]
    [InlineData("https://www.example.com", "https://www.example.com:443", true)]
    [InlineData("https://www.example.com", "http://www.example.com", false)]
    [InlineData("https://www.example.com", "https://example.com", false)]
    [InlineData("https://www.example.com", "https://www.example.com.evil.example", false)]
    [InlineData("https://www.example.com", "https://evil-www.example.com", false)]
    [InlineData("https://www.example.com", "https://www.example.com:8443", false)]
    [InlineData("https://www.example.com", "https://www.example.com/path", false)]
    [InlineData("https://*.example.com", "https://www.example.com", true)]
    [InlineData("https://*.example.com", "https://a.b.example.com", true)]
    [InlineData("https://*.example.com", "https://example.com", false)]
    [InlineData("https://*.example.com", "https://evilexample.com", false)]
    [InlineData("https://*.example.com", "https://www.example.com:8443", false)]
    [InlineData("https://münchen.example", "https://xn--mnchen-3ya.example", true)]
    [InlineData("http://localhost:5000", "http://localhost:5000", true)]
    [InlineData("http://localhost:5000", "http://localhost:5001", false)]
    [InlineData("http://localhost:5000", "https://localhost:5000", false)]
    [InlineData("https://www.example.com", "null", false)]
    [InlineData("https://www.example.com", "", false)]
    [InlineData("https://www.example.com", "https://user@www.example.com", false)]
    public void An_origin_is_allowed_by_scheme_host_and_port(string website, string origin, bool allowed) =>
        Assert.Equal(allowed, new WidgetSettings { Websites = [website] }.Allows(origin));

    [Fact]
    public void The_origin_null_is_refused_unless_the_widget_allows_it()
    {
        Assert.False(new WidgetSettings { Websites = ["https://null"] }.Allows("null"));
        Assert.True(new WidgetSettings { AllowNullOrigin = true }.Allows("null"));
        Assert.False(new WidgetSettings { AllowNullOrigin = true }.Allows(null));
    }

    [Fact]
    public void Whatever_is_typed_there_is_a_website_that_reads_as_itself_or_a_sentence() =>
        Gen.OneOf(Gen.String, Gen.Char["ahtps:/*.-_@[]1%#?é\u3002"].Array[0, 20].Select(letters => "https://" + new string(letters)))
            .Sample(
                typed =>
                    Website.TryRead(typed, out var website, out var problem)
                        ? Website.TryRead(website.ToString(), out var again, out _) && again == website
                        : problem.Length > 0,
                iter: Cases.Count
            );

    [Fact]
    public void No_header_breaks_it() =>
        Gen.String.Sample(origin => !new WidgetSettings { Websites = ["https://www.example.com"] }.Allows(origin), iter: Cases.Count);

    [Fact]
    public void Without_websites_it_runs_on_none() => Assert.False(new WidgetSettings().Allows("https://www.example.com"));
}
