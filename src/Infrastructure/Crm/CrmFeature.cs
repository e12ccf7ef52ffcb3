using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Crm;
using XBees.Application.Phonebook;
using XBees.Infrastructure.Crm.HubSpot;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Crm.Salesforce;
using XBees.Infrastructure.Database;
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
            .AddSingleton<PracticePages>()
            .AddSingleton<PracticeBook>()
            .AddCrm<PracticeCrm>(CrmKind.Practice)
            .AddSingleton<CrmHttp>()
            .AddSingleton<CrmTokens>()
            .AddSingleton<CrmSignIns>()
            .AddSingleton<HubSpotApp>()
            .AddSingleton<HubSpotCalls>()
            .AddCrm<HubSpotCrm>(CrmKind.HubSpot)
            .AddSingleton<SalesforceApps>()
            .AddSingleton<SalesforceCalls>()
            .AddSingleton<SalesforceRecords>()
            .AddCrm<SalesforceCrm>(CrmKind.Salesforce)
            .AddScoped<AskCrm>()
            .AddScoped<GuestCrm>()
            .AddScoped<FindInCrm>()
            .AddScoped<CreateCrmRecord>()
            .AddScoped<LogCrmActivity>()
            .AddScoped<ChangeCrm>();

    private static IServiceCollection AddCrm<T>(this IServiceCollection features, CrmKind kind)
        where T : class, ICrm =>
        features
            .AddSingleton<ICrm, T>()
            .AddSingleton<IDeliveryHandler>(services => new CrmDelivery(
                services.GetServices<ICrm>().Single(crm => crm.Kind == kind),
                services.GetRequiredService<Db>(),
                services.GetRequiredService<CrmStore>(),
                services.GetRequiredService<CrmOutcomes>(),
                services.GetRequiredService<INumberTables>(),
                services.GetRequiredService<TimeProvider>()
            ));
}
