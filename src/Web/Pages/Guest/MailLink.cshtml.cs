using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>
/// The link of a mail: an invitation (AC-16), or the way back to unread answers (NO-2). Opening it changes nothing, mail scanners do;
/// the button behind it comes in.
/// </summary>
public abstract class MailLinkModel(WidgetAssetsSource assets, Texts texts) : GuestPage(texts)
{
    public FoundInvitation? Found { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>Which of the API's links it is.</summary>
    public abstract string Path { get; }

    /// <summary>Beneath the title, with a place for who invites.</summary>
    public abstract string Words { get; }

    /// <summary>What is told where the link opens nothing, by the name of its text.</summary>
    public string Dead =>
        Found?.Refusal switch
        {
            null => "mail-link.unknown",
            var refusal when refusal == InvitationRefusals.Used => "mail-link.used",
            var refusal when refusal == InvitationRefusals.Expired => "mail-link.expired",
            _ => "mail-link.revoked",
        };

    protected async Task<IActionResult> ShowAsync(string token, FoundInvitation? found)
    {
        (Token, Found) = (token, found);
        return found?.Face is { } face
            ? Show($"{face.Title} · {face.Organisation}", face.Organisation, (await assets.GetAsync()).PagePath)
            : Show(Texts[Dead], null, null, status: found is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }
}

/// <summary>An invitation by mail.</summary>
public sealed class InvitedModel(IInvitationReader invitations, WidgetAssetsSource assets, Texts texts) : MailLinkModel(assets, texts)
{
    public override string Path => "invitations";

    public override string Words => Texts["join.invites"];

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) =>
        await ShowAsync(token ?? "", await invitations.FindAsync(token ?? "", cancel));
}

/// <summary>Back to unread answers.</summary>
public sealed class ReturnModel(IInvitationReader invitations, WidgetAssetsSource assets, Texts texts) : MailLinkModel(assets, texts)
{
    public override string Path => "returns";

    public override string Words => Texts["mail-link.answers"];

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) =>
        await ShowAsync(token ?? "", await invitations.FindReturnAsync(token ?? "", cancel));
}
