using Microsoft.AspNetCore.Identity;
using XBees.Application.Admin;
using XBees.Application.Agents;
using XBees.Application.Mails;
using XBees.Application.Services;
using XBees.Application.Widgets;
using XBees.Infrastructure.Admin;
using XBees.Infrastructure.Agents;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Services;
using XBees.Infrastructure.Widgets;
using XBees.Infrastructure.Work;

namespace XBees.Web.Api.Admin;

public static class AdministrationFeature
{
    /// <summary>Agents and how they sign in, services, widgets, keys, the organisation.</summary>
    public static WebApplicationBuilder AddAdministration(this WebApplicationBuilder builder)
    {
        AddAgents(builder.Services);
        builder
            .Services.AddSingleton<IAuditTrail, AuditTrail>()
            .AddSingleton<IOrganisationStore, OrganisationStore>()
            .AddSingleton<IAdminReader, AdminReader>()
            .AddSingleton<IAuditReader, AuditReader>()
            .AddSingleton<IApiKeyStore, ApiKeyStore>()
            .AddSingleton<IMailQueue, MailQueue>()
            .AddSingleton<IServiceStore, ServiceStore>()
            .AddSingleton<IWidgetStore, WidgetStore>()
            .AddSingleton<IIdentitySecretStore, IdentitySecretStore>()
            .AddScoped<IdentitySecrets>()
            .AddSingleton<IPublicWidgets, PublicWidgets>()
            .AddScoped<StartInstallation>()
            .AddScoped<ChangeOrganisation>()
            .AddScoped<MakeApiKey>()
            .AddScoped<RevokeApiKey>()
            .AddScoped<RetryMail>()
            .AddScoped<ChangeMailTemplate>()
            .AddScoped<Unsubscribe>()
            .AddScoped<CreateService>()
            .AddScoped<ChangeService>()
            .AddScoped<DeleteService>()
            .AddScoped<PauseInService>()
            .AddScoped<SaveWidget>()
            .AddScoped<PreviewWidget>();
        return builder;
    }

    private static void AddAgents(IServiceCollection features)
    {
        features.AddIdentityCore<AgentAccount>(options => options.User.RequireUniqueEmail = true).AddUserStore<AgentAccountStore>();
        features
            .AddSingleton<ILookupNormalizer, EmailNormalizer>()
            .AddSingleton<IPasswordHasher<AgentAccount>, PasswordHasher<AgentAccount>>()
            .AddSingleton<IPasswords, Passwords>()
            .AddSingleton<ISignInBrake, SignInBrake>()
            .AddSingleton<IAgentStore, AgentStore>()
            .AddSingleton<IAgentReader, AgentReader>()
            .AddSingleton<IAgentMails, AgentMails>()
            .AddScoped<SignIn>()
            .AddScoped<InviteAgent>()
            .AddScoped<SendInvitation>()
            .AddScoped<ChangeAgent>()
            .AddScoped<ChoosePassword>()
            .AddScoped<ChangePassword>()
            .AddSingleton<IResetRequests, ResetRequests>()
            .AddSingleton<IDeliveryHandler, ResetRequestHandler>()
            .AddScoped<RequestPasswordReset>()
            .AddScoped<SendPasswordReset>()
            .AddScoped<ChangeMe>()
            .AddScoped<EndSessions>();
    }
}
