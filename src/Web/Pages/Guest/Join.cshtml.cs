using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>A conversation's link: who invites and what it is called, and nothing else until a name is given (IN-9).</summary>
public sealed class JoinModel(IJoinLinks links, WidgetAssetsSource assets, Texts texts) : GuestPage(texts)
{
    /// <summary>Null: the link is not open.</summary>
    public JoinFace? Face { get; private set; }

    public string Token { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Token = token;
        Face = await links.FaceAsync(token, cancel);
        return Face is null
            ? Show(Texts["join.closed"], null, null, status: StatusCodes.Status404NotFound)
            : Show($"{Face.Title} · {Face.Organisation}", Face.Organisation, (await assets.GetAsync()).PagePath);
    }
}
