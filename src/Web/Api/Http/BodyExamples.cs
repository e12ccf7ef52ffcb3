using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NodaTime;
using Swashbuckle.AspNetCore.SwaggerGen;
using XBees.Application.Admin;
using XBees.Application.Agents;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Application.Mails;
using XBees.Application.Meetings;
using XBees.Application.Search;
using XBees.Application.Services;
using XBees.Application.Widgets;
using XBees.Domain.Conversations;
using XBees.Domain.Mails;
using XBees.Domain.Meetings;
using XBees.Web.Api.Account;
using XBees.Web.Api.Admin;
using XBees.Web.Api.Colleagues;
using XBees.Web.Api.Conversations;
using XBees.Web.Api.Guests;
using XBees.Web.Api.Meetings;

namespace XBees.Web.Api.Http;

/// <summary>
/// Whole bodies where examples by the names of their members would say nothing together: one story of one conversation. They are values of
/// the types that the API reads and writes, so that none can be out of date.
/// </summary>
internal sealed class BodyExamples : ISchemaFilter
{
    private const string Conversation = "cnv_06h28jyjc1y7f60jk5x9m52jpr";
    private const string Sales = "svc_06h28d3m3k8v1x7q9r4t5w6y0z";
    private const string Support = "svc_06h28d3m3k8v1x7q9r4t5w6y10";
    private const string Mara = "agt_06h28d3m3k8v1x7q9r4t5w6y0a";
    private const string Tom = "agt_06h28d3m3k8v1x7q9r4t5w6y0b";
    private const string Nadia = "gst_06h28jyjbw9c5n1r7t3v9x5z7g";
    private const string Invited = "jonas@brightline.example";
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);
    private static readonly PersonView MaraView = new("agent", Mara, "Mara Lindholm");
    private static readonly Avatar Face = new("service", "S", 3);

    private static readonly MailTemplate Words = new(
        "{inviter} invites you",
        "Hello,\n\n{inviter} invites you to “{title}”.\n\n{text}\n\nCome in here:\n\n{link}"
    );

    private static readonly GuestSelfView Guest = new()
    {
        Id = Nadia,
        Name = "Nadia Okafor",
        Email = "nadia.okafor@brightline.example",
        EmailProven = true,
        Language = "en",
    };

    private static readonly GuestInvitationView Invitation = new()
    {
        Id = "inv_06h28kcapsr9qdrvbhkmmw3704",
        Email = Invited,
        Name = "Jonas Lindqvist",
        Text = "Please have a look at the plan.",
        Language = "en",
        State = "opened",
        InvitedBy = MaraView,
        SentAt = Noon,
        ExpiresAt = Noon + Duration.FromDays(14),
        OpenedAt = Noon + Duration.FromMinutes(20),
    };

    private static readonly AdminMail Mail = new()
    {
        Id = "dlv_06h28kcapsr9qdrvbhkmmw3704",
        To = Invited,
        Subject = "Mara Lindholm invites you to a conversation",
        State = "waiting",
        Tries = 2,
        NextTryAt = Noon.ToDateTimeOffset().AddMinutes(8),
        LastError = "The mail server answered 451.",
        CreatedAt = Noon.ToDateTimeOffset(),
    };

    private static readonly AuditEntry Entry = new()
    {
        Id = "aud_06h28kcapsr9qdrvbhkmmw3704",
        At = Noon.ToDateTimeOffset(),
        Actor = new("agt_06h28d3m3k8v1x7q9r4t5w6y0c", "Ada Verhoeven"),
        Action = "service.changed",
        Subject = new(Sales, "Sales"),
        Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["answerMinutes"] = "60 → 30", ["membersAdded"] = Tom },
        Names = new Dictionary<string, string>(StringComparer.Ordinal) { [Tom] = "Tom Becker" },
    };

    private static readonly ConversationView FoundConversation = new()
    {
        Id = Conversation,
        Version = 7,
        Kind = "oneOnOne",
        Origin = "widget",
        Title = "Nadia Okafor",
        Avatar = Face,
        Status = "open",
        Pinned = false,
        Archived = false,
        ReadOnly = false,
        IsMember = true,
        CreatedAt = Noon,
        LastActivityAt = Noon,
        Matches = [new("title", "Nadia Okafor", [new(0, 5)]), new("email", "nadia.okafor@brightline.example", [new(0, 5)])],
    };

    private static readonly FoundMessage Hit = new(
        "msg_06h28kcapsr9qdrvbhkmmw3704",
        new(Conversation, "Nadia Okafor", Face),
        42,
        "text",
        new("guest", Nadia, "Nadia Okafor"),
        "The gaps on the plan are wider than before.",
        [new(4, 4)],
        Noon
    );

    private static readonly AssignmentPreview Preview = new()
    {
        Version = 7,
        Added = [new(Tom, "Tom Becker", "service")],
        Removed = [new(Mara, "Mara Lindholm", "assigning")],
        Stays = [],
        Leaves = true,
        Button = "applyAndLeave",
        Allowed = true,
        Reason = null,
        Changes = true,
    };

    private static readonly AssignmentView Assigned = new()
    {
        Id = Conversation,
        Version = 8,
        Service = new(Support, "Support"),
        Assignee = new("agent", Tom, "Tom Becker"),
        From = new(new(Sales, "Sales"), MaraView),
        Left = true,
    };

    private static readonly MailTemplateView Template = new(
        MailKinds.GuestInvitation.Name,
        "en",
        Words.Subject,
        Words.Text,
        MailKinds.GuestInvitation.Places,
        Changed: true
    );

    private static readonly MessageView Message = new()
    {
        Id = "msg_06h28kcapsr9qdrvbhkmmw3704",
        Seq = 7,
        ClientId = "4d2f9c1e-7a35-4b8e-9c60-2f1d8e7b6a53",
        Author = MaraView,
        Kind = "text",
        Text = "The gaps are 1.5 m wide.",
        Reactions = [new("thumbsup", 1, Mine: false, [new("guest", Nadia, "Nadia Okafor")])],
        Via = "web",
        CreatedAt = Noon,
        EditedAt = Noon + Duration.FromMinutes(3),
    };

    private static readonly IdentitySecretView Secret = new("ids_06h28d3m3k8v1x7q9r4t5w6y0z", "q7Zk", Noon);

    private static readonly ServiceChoiceView Choice = new(
        Support,
        "Support",
        [Tom],
        Tom,
        Own: false,
        Assignable: true,
        Reason: null,
        [new(Tom, "Tom Becker", Paused: false)]
    );

    private static readonly Availability Bookable = new()
    {
        TimeZone = "Europe/Amsterdam",
        Weekly = [new(1, 540, 1020), new(2, 540, 1020), new(4, 780, 1080)],
        Breaks = [new(720, 765)],
        Dates = [new(new(2026, 11, 27), []), new(new(2026, 12, 5), [new(600, 840)])],
        BufferAfter = 10,
        Durations = [30, 45, 60],
        DailyMaximum = 6,
        Reminders = [1440, 60, 15],
    };

    /// <summary>What is read and written, by its type.</summary>
    internal static readonly IReadOnlyDictionary<Type, object> All = new object[]
    {
        new LinkBody(Enabled: true),
        new LinkView(Enabled: true, "https://chat.ternhaus.example/j/token-that-nobody-guesses"),
        new JoinFace("Sales", "Sales", Face, "Ternhaus"),
        new JoinBody(new("Jonas Lindqvist", Invited), "en", "Europe/Amsterdam"),
        new InvitationBody(Invited, "Jonas Lindqvist", "Please have a look at the plan.", "en"),
        Invitation,
        new InvitationFace(Conversation, "Mara Lindholm", "Sales", Face, "Ternhaus", "Jonas Lindqvist", "Please have a look at the plan."),
        new AdmissionBody(new("Jonas Lindqvist"), "en", "Europe/Amsterdam"),
        new AddBody([new(Tom, null, null, null), new(null, null, "Jonas Lindqvist", Invited)]),
        new IdentityBody("customer-4711", "5b0f4f6d3c9fd1f6a6f5d4d8c3b2a1908f7e6d5c4b3a29180716253443526170"),
        new CodeBody(Guest.Email),
        new VerifyBody("408172"),
        Guest,
        new SessionView("xbg_token-of-this-session", Guest, Identified: true),
        Message,
        new EarlierText("The gaps are 1.4 m wide.", Noon),
        new MuteBody(null, "4h"),
        new StatusBody("snoozed", Noon + Duration.FromDays(1)),
        new ReadBody(42),
        new DraftBody("I’ll mark the wider gaps on your plan and"),
        FoundConversation,
        Hit,
        new SearchResults(new([FoundConversation], null), new([Hit], null), LaterMember: false, new("ready", 0, 0)),
        new ConversationCounts(3, 8, 21, 4, 5, 2, 130, 17, 1, 2),
        new AssignmentBody(Support, Tom),
        Preview,
        Assigned,
        Choice,
        new MailTemplateBody(Words.Subject, Words.Text),
        Template,
        new MailTestBody(Template.Kind, "en"),
        new MailTestResult("admin@ternhaus.example", Sent: true, null),
        Mail,
        Entry,
        Secret,
        new MadeIdentitySecret(Secret, "xbi_secret-that-is-shown-once"),
        new ServiceUse(8, 1),
        new PauseBody(Paused: true),
        new OwnService(Sales, "Sales", Manager: true, Member: true, Paused: true),
        Bookable,
        new AvailabilityView(new StoredAvailability(Bookable, 3)),
        SlotsView.Of(new ListedSlots(30, [Noon + Duration.FromHours(20), Noon + Duration.FromMinutes(1230)]), "Europe/London"),
    }.ToDictionary(body => body.GetType());

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema concrete && Of(context.Type) is { } example)
        {
            concrete.Examples = [example];
        }
        // Switched by its own route and by no other member of a change.
        if (schema is OpenApiSchema patch && context.Type == typeof(PatchBody))
        {
            patch.Examples = [new JsonObject { ["readOnly"] = true }];
        }
        if (schema is OpenApiSchema edit && context.Type == typeof(EditBody))
        {
            edit.Examples = [new JsonObject { ["text"] = Message.Text }];
        }
    }

    private static JsonNode? Of(Type type)
    {
        if (All.TryGetValue(type, out var body))
        {
            return JsonSerializer.SerializeToNode(body, type, Json.Options);
        }
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>) && Of(type.GetGenericArguments()[0]) is { } item
            ? new JsonObject { ["items"] = new JsonArray(item), ["next"] = null }
            : null;
    }
}
