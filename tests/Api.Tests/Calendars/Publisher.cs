using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace XBees.Api.Tests.Calendars;

/// <summary>A calendar that somebody else serves on this machine, as well or as badly as a test says.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication app;
    private volatile RequestDelegate answer = _ => Task.CompletedTask;
    private int asked;
    private int open;

    private Publisher(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>How many questions wait for their answer.</summary>
    public int Open => Volatile.Read(ref open);

    /// <param name="at">In the place of something that was stopped there.</param>
    public static async Task<Publisher> StartAsync(string at = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(at);
        var publisher = new Publisher(builder.Build());
        publisher.app.Run(publisher.AnswerAsync);
        await publisher.app.StartAsync();
        publisher.Address = publisher.app.Urls.Single() + "/mara.ics";
        return publisher;
    }

    public void Answers(RequestDelegate with) => answer = with;

    public void Answers(int status, params (string Name, string Value)[] headers) =>
        Answers(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }
            return Task.CompletedTask;
        });

    /// <summary>Events that begin at these moments, such as <c>2027-03-22T08:00:00Z</c>, and take half an hour.</summary>
    public void Publishes(params IEnumerable<string> starts) =>
        PublishesLines([.. starts.Select(start => $"DTSTART:{Plain(start)}\r\nDURATION:PT30M")]);

    public void PublishesLines(params string[] events)
    {
        var file = File(events);
        Answers(context => context.Response.WriteAsync(file));
    }

    public static string File(params string[] events) =>
        "BEGIN:VCALENDAR\r\n"
        + string.Concat(events.Select((lines, at) => $"BEGIN:VEVENT\r\nUID:{at}\r\nSUMMARY:planted words\r\n{lines}\r\nEND:VEVENT\r\n"))
        + "END:VCALENDAR\r\n";

    public static string Plain(string moment) =>
        DateTimeOffset
            .Parse(moment, CultureInfo.InvariantCulture)
            .UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        Interlocked.Increment(ref open);
        try
        {
            await answer(context);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
