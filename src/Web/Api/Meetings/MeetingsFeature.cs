using XBees.Application.Meetings;
using XBees.Infrastructure.Meetings;

namespace XBees.Web.Api.Meetings;

public static class MeetingsFeature
{
    /// <summary>Schedulers, and the meetings booked by them.</summary>
    public static WebApplicationBuilder AddMeetings(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<IMeetingStore, MeetingStore>()
            .AddSingleton<IMeetingReader, MeetingReader>()
            .AddSingleton<Calendars>()
            .AddScoped<BookMeeting>()
            .AddScoped<ChangeMeeting>();
        return builder;
    }
}
