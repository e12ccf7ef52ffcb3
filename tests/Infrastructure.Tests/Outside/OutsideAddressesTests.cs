using System.Net;
using XBees.Infrastructure;
using XBees.Infrastructure.Outside;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Outside;

/// <summary>Attack rows 12 and 14: which addresses may be called for somebody who typed one.</summary>
public sealed class OutsideAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2001:db8::1")]
    public void What_is_not_of_the_internet_is_not_called(string address)
    {
        Assert.False(new OutsideAddresses([]).MayCall("calendar.example.org", IPAddress.Parse(address)));
        // Who names one host does not name what other names lead to.
        Assert.False(new OutsideAddresses(["radicale.internal"]).MayCall("calendar.example.org", IPAddress.Parse(address)));
        Assert.True(new OutsideAddresses(["calendar.example.org"]).MayCall("Calendar.Example.org", IPAddress.Parse(address)));
        Assert.True(new OutsideAddresses([address]).MayCall("calendar.example.org", IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::6810:84e5")]
    [InlineData("2a00:1450:4001:82f::200e")]
    public void What_is_of_the_internet_is(string address) =>
        Assert.True(new OutsideAddresses([]).MayCall("calendar.example.org", IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/8", "10.200.0.1", true)]
    [InlineData("10.0.5.0/24", "10.0.6.1", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", true)]
    public void An_operator_names_networks(string network, string address, bool may) =>
        Assert.Equal(may, new OutsideAddresses([network]).MayCall("calendar.example.org", IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://calendar.example.org/a.ics", true)]
    [InlineData("webcal://calendar.example.org/a.ics", true)]
    [InlineData("http://calendar.example.org/a.ics", false)]
    [InlineData("http://radicale.internal:5232/", true)]
    [InlineData("http://127.0.0.1:5232/", true)]
    // One number, and octal ones: they are the address that is named, and what is called is looked at anyway.
    [InlineData("http://2130706433/", true)]
    [InlineData("http://0177.0.0.2/", false)]
    [InlineData("https://user:password@calendar.example.org/", false)]
    [InlineData("ftp://calendar.example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://127.0.0.1/", false)]
    [InlineData("calendar.example.org", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_is_of_https_or_of_what_the_operator_named(string? typed, bool taken)
    {
        using var http = new OutsideHttp(new(["radicale.internal", "127.0.0.1"]), TimeProvider.System);
        Assert.Equal(taken, http.Read(typed) is not null);
    }

    [Fact]
    public void What_is_none_is_not_started_with() => Assert.Throws<CannotStart>(() => new OutsideAddresses(["10.0.0.0/99"]));
}
