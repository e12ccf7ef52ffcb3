using System.Globalization;
using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Domain.Tests;

/// <summary>The people and things that the examples are about.</summary>
internal sealed class Given
{
    private int ids;

    public static Instant Now { get; } = Instant.FromUtc(2027, 3, 1, 9, 0);

    public static AgentCard Ines { get; } = new("agt_ines", "Ines Duarte");
    public static AgentCard Marek { get; } = new("agt_marek", "Marek Lis", "Marek");
    public static AgentCard Sofia { get; } = new("agt_sofia", "Sofia Brandt");
    public static AgentCard Tom { get; } = new("agt_tom", "Tom Ek");
    public static AgentCard Basic { get; } = new("agt_basic", "Ben Basic", Licence: Licence.Basic);
    public static AgentCard Gone { get; } = new("agt_gone", "Gil Gone", Active: false);

    public static GuestCard Niamh { get; } = new("gst_niamh", "Niamh O'Brien", "niamh@example.com", 1001);
    public static GuestCard Jonas { get; } = new("gst_jonas", "Jonas Lind", "jonas@example.com", 1002);
    public static GuestCard Amira { get; } = new("gst_amira", "Amira Haddad", null, 1003);
    public static GuestCard Oskar { get; } = new("gst_oskar", "Oskar Vik", null, 1004);
    public static GuestCard Nameless { get; } = new("gst_nameless", null, "k.wolf@example.com", 1005);
    public static GuestCard Anonymous { get; } = new("gst_anonymous", null, null, 4821);

    public NewId NewId => prefix => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{++ids:000000}");

    public static ServiceTeam Sales(params AgentCard[] agents) =>
        new("svc_sales", "Sales", [.. agents.Select(agent => new TeamAgent(agent))]);

    public static GuestStart ByLink(AgentCard agent, GuestCard? guest = null) =>
        new()
        {
            Guest = guest ?? Niamh,
            Origin = Origin.Link,
            Agent = agent,
            Message = new Draft("Hello", ClientId: "c1"),
        };

    public static GuestStart ByWidget(ServiceTeam service, GuestCard? guest = null) =>
        new()
        {
            Guest = guest ?? Niamh,
            Origin = Origin.Widget,
            WidgetId = "wgt_1",
            Service = service,
            Message = new Draft("Hello", ClientId: "c1"),
        };

    public Conversation Started(GuestStart start) => Conversation.Start(start, NewId, Now).After;

    public Conversation Started(AgentCard agent, params Newcomer[] members) =>
        Conversation.Start(new AgentStart { Agent = agent, Members = members }, NewId, Now).After;
}
