using XBees.Web;
using XBees.Web.Api.Admin;
using XBees.Web.Api.Conversations;
using XBees.Web.Api.Events;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;
using XBees.Web.Pages;

var builder = WebApplication.CreateBuilder(args);
builder.AddStorage();
builder.AddHttp();
builder.AddAuthentication();
builder.AddAdministration();
builder.AddConversations();
builder.AddLiveEvents();
builder.AddPages();

var app = builder.Build();
await app.PrepareStorageAsync();
app.UseXBees();
await app.RunAsync();

/// <summary>The web process; public so that tests can start it.</summary>
public partial class Program;
