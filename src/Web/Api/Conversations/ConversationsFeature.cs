using XBees.Application.Conversations;
using XBees.Application.Files;
using XBees.Application.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Work;
using XBees.Web.Api.Files;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Conversations;

public static class ConversationsFeature
{
    /// <summary>Conversations, messages, members, and the guests in them.</summary>
    public static WebApplicationBuilder AddConversations(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<Cursors>()
            .AddSingleton<IConversationStore, ConversationStore>()
            .AddSingleton<IPeopleStore, PeopleStore>()
            .AddSingleton<IConversationReader, ConversationReader>()
            .AddSingleton<ITimelineReader, TimelineReader>()
            .AddSingleton<IMessageStore, MessageStore>()
            .AddSingleton<IReactionStore, ReactionStore>()
            .AddSingleton<IGuestStore, GuestStore>()
            .AddSingleton<IGuestReader, GuestReader>()
            .AddSingleton<Doors>()
            .AddSingleton<IDoors>(services => services.GetRequiredService<Doors>())
            .AddSingleton<IWayIn>(services => services.GetRequiredService<Doors>())
            .AddSingleton<Newcomers>()
            .AddSingleton<IAlarmMail, AlarmMail>()
            .AddSingleton<IAftermathStore, AftermathStore>()
            .AddSingleton<Aftermaths>()
            .AddSingleton<ITimerHandler, AftermathTimer>()
            .AddSingleton<ITimerHandler, SnoozeTimer>()
            .AddSingleton<ITimerHandler, EscalationTimer>()
            .AddSingleton<ITimerHandler, UnreadMailTimer>()
            .AddSingleton<IInvitationStore, InvitationStore>()
            .AddSingleton<IInvitationReader, InvitationReader>()
            .AddSingleton<IInvitationMail, InvitationMail>()
            .AddSingleton<IGuestAdditions, GuestAdditions>()
            .AddSingleton<AddedByGuests>()
            .AddSingleton<GuestLinks>()
            .AddSingleton<IGuestLinks>(services => services.GetRequiredService<GuestLinks>())
            .AddSingleton<Invitations>()
            .AddScoped<InviteGuest>()
            .AddScoped<TellOfGuest>()
            .AddScoped<AcceptInvitation>()
            .AddScoped<ReturnByMail>()
            .AddScoped<SendMessage>()
            .AddScoped<ChangeMessage>()
            .AddScoped<AttachFile>()
            .AddScoped<ChangeAttachment>()
            .AddScoped<ChangeFileLimits>()
            .AddSingleton<FileAnswers>()
            .AddSingleton<FileLinks>()
            .AddScoped<ReactToMessage>()
            .AddScoped<AfterGuestsWords>()
            .AddScoped<ContinueConversation>()
            .AddScoped<StartConversation>()
            .AddScoped<CreateConversation>()
            .AddScoped<ChangeConversation>()
            .AddScoped<EnterConversation>()
            .AddScoped<AssignConversation>()
            .AddScoped<PreviewAssignment>()
            .AddSingleton<IAssignmentReader, AssignmentReader>()
            .AddSingleton<IJoinTokens, JoinTokens>()
            .AddSingleton<IJoinLinks, JoinLinks>()
            .AddScoped<JoinConversation>()
            .AddScoped<KeepPlace>()
            .AddSingleton<IBlockStore, BlockStore>()
            .AddSingleton<IBlockReader, BlockReader>()
            .AddSingleton<Gate>()
            .AddSingleton<Blocking>()
            .AddScoped<BlockGuest>()
            .AddSingleton<IGuestProfiles, GuestProfiles>()
            .AddSingleton<GuestHistory>()
            .AddSingleton<IGuestHistory>(services => services.GetRequiredService<GuestHistory>())
            .AddSingleton<IGuestHistoryReader>(services => services.GetRequiredService<GuestHistory>())
            .AddSingleton<GuestSearch>()
            .AddScoped<EditGuest>()
            .AddScoped<MergeGuests>()
            .AddSingleton<ITimerHandler, BlockTimer>()
            .AddSingleton<ConversationRemoval>()
            .AddSingleton<SpamTimer>()
            .AddSingleton<ISpamTimer>(services => services.GetRequiredService<SpamTimer>())
            .AddSingleton<ITimerHandler>(services => services.GetRequiredService<SpamTimer>())
            .AddSingleton<SpamMarks>()
            .AddScoped<MarkSpam>()
            .AddScoped<StartSession>()
            .AddSingleton<ICodeStore, CodeStore>()
            .AddScoped<ProveAddress>()
            .AddScoped<UpdateGuest>()
            .AddScoped<EndGuestSession>();
        return builder;
    }
}
