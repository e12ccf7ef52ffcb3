using XBees.Application.Meetings;
using XBees.Infrastructure.Meetings;
using XBees.Infrastructure.Work;
using XBees.Web.Api.Widgets;

namespace XBees.Web.Api.Meetings;

public static class MeetingsFeature
{
    /// <summary>Schedulers, what they offer, and the meetings booked by them.</summary>
    public static WebApplicationBuilder AddMeetings(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<AvailabilityStore>()
            .AddSingleton<IAvailabilityStore>(services => services.GetRequiredService<AvailabilityStore>())
            .AddSingleton<ISchedulerReader>(services => services.GetRequiredService<AvailabilityStore>())
            .AddSingleton<IBusyTimes, BusyTimes>()
            .AddSingleton<ClosedLink>()
            .AddScoped<ChangeAvailability>()
            .AddScoped<ListSlots>()
            .AddScoped<JudgeTime>()
            .AddSingleton<IMeetingStore, MeetingStore>()
            .AddSingleton<IMeetingReader, MeetingsReader>()
            .AddSingleton<IHostReader, HostReader>()
            .AddSingleton<Calendars>()
            .AddSingleton<AnswerLinks>()
            .AddSingleton<IAnswerLinks>(services => services.GetRequiredService<AnswerLinks>())
            .AddSingleton<IMeetingPeople, MeetingPeople>()
            .AddSingleton<MeetingPost>()
            .AddSingleton<IFeedStore, FeedStore>()
            .AddScoped<ChangeFeed>()
            .AddSingleton<ITimerHandler, ReminderTimer>()
            .AddSingleton<GiveWay>()
            .AddSingleton<ITimerHandler, GivingWayTimer>()
            .AddSingleton<Participants>()
            .AddSingleton<MeetingSights>()
            .AddScoped<HandOverMeeting>()
            .AddSingleton<HoldStore>()
            .AddSingleton<IHoldStore>(services => services.GetRequiredService<HoldStore>())
            .AddSingleton<IHoldReader>(services => services.GetRequiredService<HoldStore>())
            .AddScoped<HoldSlot>()
            .AddSingleton<IServiceSchedulers, ServiceSchedulers>()
            .AddScoped<ListServiceSlots>()
            .AddScoped<FindHost>()
            .AddScoped<MarkMeeting>()
            .AddScoped<ListHosts>()
            .AddScoped<BookMeeting>()
            .AddScoped<ChangeMeeting>()
            .AddScoped<WriteCalendarFile>()
            .AddScoped<ConfirmMeeting>()
            .AddScoped<HostAnswers>();
        return builder;
    }
}
