using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;
using XBees.Domain.Widgets;
using XBees.Infrastructure.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Demo;

/// <summary>What the demo tells whoever started it.</summary>
/// <param name="Password">Of every sign-in.</param>
/// <param name="ApiKey">With every scope; acts for the administrator.</param>
/// <param name="Administrator">The administrator's address.</param>
/// <param name="Agents">Names, addresses and slugs.</param>
/// <param name="Widgets">Names and keys.</param>
public sealed record DemoFacts(
    string Password,
    string ApiKey,
    string Administrator,
    IReadOnlyList<DemoAgentFacts> Agents,
    IReadOnlyList<DemoWidgetFacts> Widgets
);

/// <summary>A sign-in of the demo and the agent's personal link.</summary>
public sealed record DemoAgentFacts(string Name, string Email, string Licence, string Slug);

/// <summary>A widget of the demo.</summary>
public sealed record DemoWidgetFacts(string Name, string Key);

/// <summary>Fills an empty database with the same invented company each time.</summary>
public sealed class DemoSeed(IUnitOfWork work, IConversationStore conversations, IPeopleStore people)
{
    private readonly Dictionary<string, string> agents = [];
    private readonly Dictionary<string, string> services = [];
    private readonly Dictionary<string, string> widgets = [];

    /// <param name="password">Of every sign-in.</param>
    /// <param name="apiKey">With every scope.</param>
    /// <param name="websites">The origins that the demo's widgets run on.</param>
    /// <param name="cancel">Ends the start.</param>
    public async Task<DemoFacts> RunAsync(string password, string apiKey, IReadOnlyList<string> websites, CancellationToken cancel)
    {
        var hash = new PasswordHasher<DemoSeed>().HashPassword(this, password);
        var facts = await work.RunAsync(unit => CompanyAsync(Unit.Of(unit), hash, password, apiKey, websites), cancel);
        foreach (var chat in DemoPeople.Chats)
        {
            await work.RunAsync(unit => ChatAsync(Unit.Of(unit), chat), cancel);
        }
        return facts;
    }

    private async Task<DemoFacts> CompanyAsync(Unit unit, string hash, string password, string apiKey, IReadOnlyList<string> websites)
    {
        await Settings.PutAsync(unit, OrganisationStore.Started, unit.Now.ToString());
        await Settings.PutAsync(unit, OrganisationStore.Name, DemoPeople.Organisation);
        await Settings.PutAsync(unit, OrganisationStore.TimeZone, "Europe/Amsterdam");
        var agentFacts = DemoPeople.Agents.Select(agent => Agent(unit, agent, hash)).ToList();
        foreach (var (name, manager, members) in DemoPeople.Services)
        {
            Service(unit, name, manager, members);
        }
        var widgetFacts = DemoPeople
            .Services.Select(service => Widget(unit, service.Name, services[service.Name], null, websites))
            .Append(Widget(unit, "Samuel", null, agents["Samuel"], websites))
            .ToList();
        Key(unit, apiKey);
        return new(password, apiKey, DemoPeople.Agents.First(agent => agent.Administrator).Email, agentFacts, widgetFacts);
    }

    private DemoAgentFacts Agent(Unit unit, DemoAgent agent, string hash)
    {
        var id = unit.NewId(Ids.Agent);
        agents[DemoPeople.First(agent.Name)] = id;
        var slug = Slug.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(agent.Email)));
        unit.Later(
            $"""
            insert into agent (id, name, guest_name, email, email_folded, password_hash, security_stamp, licence, administrator_since, slug,
                time_zone, language, settings, version, created_at)
            values (@id, @name, @guestName, @email, @folded, @hash, @stamp, @licence, @administratorSince, @slug, @timeZone, @language,
                @settings, @one, @now)
            """,
            new
            {
                id,
                name = agent.Name,
                guestName = agent.GuestName,
                email = agent.Email,
                folded = EmailAddress.Fold(agent.Email),
                hash,
                stamp = Guid.NewGuid().ToString("N"),
                licence = agent.Licence.ToString(),
                administratorSince = agent.Administrator ? unit.NowMs : (long?)null,
                slug,
                timeZone = agent.TimeZone,
                language = "en",
                settings = "{}",
                one = 1L,
                now = unit.NowMs,
            }
        );
        unit.Later(
            $"insert into agent_slug (slug, agent_id, created_at) values (@slug, @id, @now)",
            new
            {
                slug,
                id,
                now = unit.NowMs,
            }
        );
        return new(agent.Name, agent.Email, agent.Licence.ToString(), slug);
    }

    private void Service(Unit unit, string name, string manager, string[] members)
    {
        var id = services[name] = unit.NewId(Ids.Service);
        unit.Later(
            $"""
            insert into service (id, name, name_folded, manager_id, answer_minutes, new_after_days, says_ended, version, created_at)
            values (@id, @name, @folded, @manager, @answerMinutes, @newAfterDays, @no, @one, @now)
            """,
            new
            {
                id,
                name,
                folded = ServiceName.Fold(name),
                manager = agents[manager],
                answerMinutes = (long)Limits.AnswerMinutes,
                newAfterDays = (long)Limits.NewAfterDays,
                no = false,
                one = 1L,
                now = unit.NowMs,
            }
        );
        foreach (var member in members)
        {
            unit.Later(
                $"insert into service_member (service_id, agent_id, joined_at) values (@id, @agent, @now)",
                new
                {
                    id,
                    agent = agents[member],
                    now = unit.NowMs,
                }
            );
        }
    }

    private DemoWidgetFacts Widget(Unit unit, string name, string? serviceId, string? agentId, IReadOnlyList<string> websites)
    {
        var id = widgets[name] = unit.NewId(Ids.Widget);
        var key = Ids.New(Ids.WidgetKey, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16]));
        var settings = new WidgetSettings
        {
            Color = "#1f4d3f",
            Websites = websites,
            Texts = new()
            {
                Greeting = "Hello! How can we help?",
                Intro = "Ask us anything about phone booths and meeting rooms.",
                Welcome = "Hello! Ask us anything about phone booths and meeting rooms.",
            },
            Fields = new()
            {
                Email = name == "Sales" ? FieldRule.Optional : FieldRule.Required,
                Name = name == "Sales" ? FieldRule.Optional : FieldRule.Required,
            },
        };
        unit.Later(
            $"""
            insert into widget (id, widget_key, name, service_id, agent_id, settings, version, created_at)
            values (@id, @key, @name, @serviceId, @agentId, @settings, @one, @now)
            """,
            new
            {
                id,
                key,
                name,
                serviceId,
                agentId,
                settings = WidgetSettingsJson.Write(settings.Read()),
                one = 1L,
                now = unit.NowMs,
            }
        );
        return new(name, key);
    }

    private void Key(Unit unit, string apiKey)
    {
        var administrator = agents[DemoPeople.First(DemoPeople.Agents.First(agent => agent.Administrator).Name)];
        unit.Later(
            $"""
            insert into api_key (id, agent_id, name, hash, scopes, hint, created_by, created_at)
            values (@id, @administrator, @name, @hash, @scopes, @hint, @administrator, @now)
            """,
            new
            {
                id = unit.NewId(Ids.ApiKey),
                administrator,
                name = "Demo",
                hash = SecretToken.Hash(apiKey),
                scopes = string.Join(' ', KeyScopes.Known),
                hint = apiKey[^4..],
                now = unit.NowMs,
            }
        );
    }

    private async Task<string> ChatAsync(Unit unit, DemoChat chat)
    {
        var guest = await people.NewGuestAsync(unit, new(chat.Name, chat.Email, Language: "en", TimeZone: "Europe/Amsterdam"));
        var byLink = chat.Way.StartsWith("link:", StringComparison.Ordinal);
        var agent = byLink ? (await people.AgentsAsync(unit, [agents[chat.Way[5..]]])).Single() : null;
        var began = unit.Now - Duration.FromMinutes(chat.Lines[0].MinutesAgo);
        var started = Conversation.Start(
            new GuestStart
            {
                Guest = guest,
                Origin = byLink ? Origin.Link : Origin.Widget,
                WidgetId = byLink ? null : widgets[chat.Way],
                Service = byLink ? null : await people.TeamAsync(unit, services[chat.Way]),
                Agent = agent,
                Welcome = byLink ? null : "Hello! Ask us anything about phone booths and meeting rooms.",
                Message = new(chat.Lines[0].Text),
            },
            unit.NewId,
            began
        );
        await conversations.InsertAsync(unit, started, new(null, chat.Page, null));
        var conversation = started.After;
        Instant? waiting = began;
        foreach (var line in chat.Lines.Skip(1))
        {
            var author = conversation.Current.Single(member =>
                line.Who == "Guest" ? member.Kind == PersonKind.Guest : DemoPeople.First(member.Name ?? "") == line.Who
            );
            var at = unit.Now - Duration.FromMinutes(line.MinutesAgo);
            var posted = conversation.Post(
                author.AsPerson(),
                new(line.Text, line.Note ? MessageKind.Note : MessageKind.Text),
                unit.NewId,
                at
            );
            waiting =
                line.Note ? waiting
                : author.Kind == PersonKind.Guest ? waiting ?? at
                : null;
            conversations.SavePosted(unit, conversation.Id, posted.Messages[0], author.Id, waiting, "web");
            conversation = posted.After;
        }
        Age(unit, conversation, began, waiting, chat.Lines[^1].MinutesAgo);
        return conversation.Id;
    }

    /// <summary>The conversation happened when its words say; everybody but those who are waited for has read it.</summary>
    private static void Age(Unit unit, Conversation conversation, Instant began, Instant? waiting, int minutesAgo)
    {
        unit.Later(
            $"update conversation set created_at = @began, last_activity_at = @last, guest_activity_at = @last, waiting_since = @waiting where id = @id",
            new
            {
                id = conversation.Id,
                began = began.ToUnixTimeMilliseconds(),
                last = (unit.Now - Duration.FromMinutes(minutesAgo)).ToUnixTimeMilliseconds(),
                waiting = waiting?.ToUnixTimeMilliseconds(),
            }
        );
        if (waiting is null)
        {
            unit.Later(
                $"""
                update member set read_seq = @seq, read_guest_seq = @guestSeq, seen_seq = @seq, seen_guest_seq = @guestSeq, own_after = @none,
                    read_count = case when kind = @guest then @guestCount else @count end
                where conversation_id = @id
                """,
                new
                {
                    id = conversation.Id,
                    seq = conversation.Tally.LastSeq,
                    guestSeq = conversation.Tally.LastGuestSeq,
                    count = conversation.Tally.Count,
                    guestCount = conversation.Tally.GuestCount,
                    guest = "guest",
                    none = 0L,
                }
            );
        }
    }
}
