using XBees.Infrastructure;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Crm;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Outside;
using XBees.Infrastructure.Work;
using XBees.Web;
using XBees.Web.Api.Admin;
using XBees.Web.Api.Conversations;
using XBees.Web.Api.Events;
using XBees.Web.Api.Http;
using XBees.Web.Api.Meetings;
using XBees.Web.Api.Phonebook;
using XBees.Web.Api.Search;
using XBees.Web.Authentication;
using XBees.Web.Demo;
using XBees.Web.Health;
using XBees.Web.Pages;
using XBees.Web.Pages.Account;
using XBees.Web.Widgets;

try
{
    // Published, pages and scripts lie beside the program, wherever it is started from.
    var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = DemoFeature.Others(args), ContentRootPath = published ? AppContext.BaseDirectory : null }
    );
    builder.AddDemo(args);
    builder.AddStorage();
    builder.AddHttp();
    builder.AddOpenApi();
    builder.AddAuthentication();
    builder.AddAdministration();
    builder.AddConversations();
    builder.AddMeetings();
    builder.AddPhonebook();
    builder.Services.AddOutside(builder.Configuration);
    builder.Services.AddCalendars();
    builder.Services.AddCrm();
    builder.AddLiveEvents();
    builder.AddSearch();
    builder.Services.AddWork();
    builder.Services.AddMail(builder.Configuration);
    builder.AddPages();
    builder.AddHealth();
    builder.AddAccount();
    builder.AddWidgetAssets();
    builder.AddOneSentence();

    var app = builder.Build();
    await app.PrepareStorageAsync();
    await app.PrepareDemoAsync(args);
    app.UseXBees();
    app.MapWidgetAssets();
    await app.Services.GetRequiredService<FirstStartCode>().AnnounceAsync(CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (Exception reason) when (reason is CannotStart || OneSentence.Says(reason))
{
    await Console.Error.WriteLineAsync(reason.Message);
    return 1;
}

/// <summary>The web process; public so that tests can start it.</summary>
public partial class Program;
