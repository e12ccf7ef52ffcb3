using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Crm;
using XBees.Infrastructure.Crm.HubSpot;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

public static class CrmFeature
{
    /// <summary>Guests' records in CRMs, with whatever reaches those.</summary>
    public static IServiceCollection AddCrm(this IServiceCollection features) =>
        features
            .AddSingleton<CrmStore>()
            .AddSingleton<ICrmStore>(services => services.GetRequiredService<CrmStore>())
            .AddSingleton<ICrmLinks, CrmLinks>()
            .AddSingleton<CrmOutcomes>()
            .AddSingleton<CrmAuthors>()
            .AddSingleton<CrmEntryWords>()
            .AddSingleton<ITimerHandler, CrmMeetingTimer>()
            .AddSingleton<PracticePages>()
            .AddSingleton<PracticeBook>()
            .AddCrm<PracticeCrm>(CrmKind.Practice)
            .AddSingleton<CrmHttp>()
            .AddSingleton<HubSpotCalls>()
            .AddCrm<HubSpotCrm>(CrmKind.HubSpot)
            .AddSingleton<AskCrm>()
            .AddSingleton<CrmLook>()
            .AddHostedService<CrmWatch>()
            .AddScoped<GuestCrm>()
            .AddScoped<FindInCrm>()
            .AddScoped<CreateCrmRecord>()
            .AddScoped<CallBackCrmRecord>()
            .AddScoped<LogCrmActivity>()
            .AddScoped<ChangeCrm>();

    private static IServiceCollection AddCrm<T>(this IServiceCollection features, CrmKind kind)
        where T : class, ICrm =>
        features
            .AddSingleton<ICrm, T>()
            .AddSingleton<IDeliveryHandler>(services =>
                ActivatorUtilities.CreateInstance<CrmDelivery>(services, services.GetServices<ICrm>().Single(crm => crm.Kind == kind))
            );
}
