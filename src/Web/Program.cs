var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/health/live", () => "live");
app.Run();

/// <summary>The web process; public so that tests can start it.</summary>
public partial class Program;
