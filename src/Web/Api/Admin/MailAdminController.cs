using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Application.Mails;
using XBees.Domain.Mails;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Mails that wait or could not be delivered (EM-6), what mails say, and whether they leave (AD-7).</summary>
[ApiController]
[Route("api/v1/admin/mail")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class MailAdminController(IMailQueue queue) : ControllerBase
{
    /// <summary>Those that wait or were given up, the newest first, at most 100.</summary>
    [HttpGet]
    [ProducesResponseType<Page<AdminMail>>(200)]
    public async Task<Page<AdminMail>> All(CancellationToken cancel) => new(await queue.OpenAsync(cancel), null);

    /// <summary>Tries a mail again now.</summary>
    /// <response code="404">There is no such mail that waits or was given up.</response>
    [HttpPost("{id}/retry")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Retry(string id, [FromServices] RetryMail retry, CancellationToken cancel) =>
        await retry.RunAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();

    /// <summary>What each kind of mail says, in each language.</summary>
    [HttpGet("templates")]
    [ProducesResponseType<Page<MailTemplateView>>(200)]
    public async Task<Page<MailTemplateView>> Templates([FromServices] IMailTemplates templates, CancellationToken cancel) =>
        new(await templates.AllAsync(cancel), null);

    /// <summary>Gives a kind of mail the organisation's own words.</summary>
    /// <response code="404">There is no such kind or language.</response>
    /// <response code="422">A place that the kind does not have, no link or code, or too long.</response>
    [HttpPut("templates/{kind}/{language}")]
    [ProducesResponseType<MailTemplateView>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<MailTemplateView>> Change(
        string kind,
        string language,
        MailTemplateBody body,
        [FromServices] ChangeMailTemplate change,
        [FromServices] IMailTemplates templates,
        CancellationToken cancel
    ) =>
        await change.SaveAsync(HttpContext.RequireAgent(), kind, language, body.Subject, body.Text, cancel)
            ? await templates.OneAsync(ChangeMailTemplate.Find(kind, language)!, language, cancel)
            : NotFound();

    /// <summary>Brings the product's words back.</summary>
    /// <response code="404">There is no such kind or language.</response>
    [HttpDelete("templates/{kind}/{language}")]
    [ProducesResponseType<MailTemplateView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<MailTemplateView>> Reset(
        string kind,
        string language,
        [FromServices] ChangeMailTemplate change,
        [FromServices] IMailTemplates templates,
        CancellationToken cancel
    ) =>
        await change.ResetAsync(HttpContext.RequireAgent(), kind, language, cancel)
            ? await templates.OneAsync(ChangeMailTemplate.Find(kind, language)!, language, cancel)
            : NotFound();

    /// <summary>Sends the administrator who asks a mail at once, and says in words what failed (AD-7).</summary>
    /// <remarks>With a kind it is that mail as it is stored, with invented words. It is tried once and stands in no queue.</remarks>
    /// <response code="200">What came of it.</response>
    /// <response code="422">There is no such kind or language.</response>
    [HttpPost("test")]
    [ProducesResponseType<MailTestResult>(200)]
    [Refuses(422)]
    public async Task<MailTestResult> Test(MailTestBody body, [FromServices] IMailTest test, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        var language = body.Language ?? caller.Language;
        var errors = new FieldErrors();
        errors.Add("language", Languages.All.Contains(language, StringComparer.Ordinal) ? null : "One of en, de.");
        var kind = body.Kind is null ? null : MailKinds.Find(body.Kind);
        errors.Add("kind", body.Kind is null || kind is not null ? null : "There is no such mail.");
        errors.ThrowIfAny();
        return await test.SendAsync(caller.PersonId, kind, language, cancel);
    }
}

/// <summary>The words of a mail.</summary>
/// <param name="Subject">One line of up to 150 characters.</param>
/// <param name="Text">Paragraphs with an empty line between them, with <c>{link}</c>, of a code <c>{code}</c>, in one of them.</param>
public sealed record MailTemplateBody(string? Subject, string? Text);

/// <summary>Which mail to try.</summary>
/// <param name="Kind">A kind of mail; null: one that says no more than that mails arrive.</param>
/// <param name="Language">en or de; null: the administrator's.</param>
public sealed record MailTestBody(string? Kind, string? Language);
